events!["anchorage-summit"];
