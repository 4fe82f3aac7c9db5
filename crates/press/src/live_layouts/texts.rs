//! What the invented live blogs tell, in six languages. Written for it; none of it happened.

/// Headline, paragraphs (parted by "|"), author.
pub type Told = (&'static str, &'static str, &'static str);

pub const EN: &[Told] = &[
    (
        "Swing bridge closes to all traffic",
        "The harbour master has closed the Marrow swing bridge after a barge struck its eastern pier.|Nobody was hurt, he says. Divers are on their way from Oldhaven.",
        "Ines Calder",
    ),
    (
        "Ferries fill up",
        "The two small ferries are carrying three times as many people as on an ordinary morning. The queue reaches the fish market.",
        "Tomas Reyle",
    ),
    (
        "'We felt it in the floor'",
        "A baker on the quay describes the moment of the collision.|\"We felt it in the floor before we heard anything, and then all the trays came down.\"|She opened again an hour later.",
        "Ines Calder",
    ),
    (
        "Schools send pupils home early",
        "Eleven schools east of the river end lessons at noon so that children can cross before dark.",
        "Tomas Reyle",
    ),
    (
        "Divers report a crack below the waterline",
        "A crack of about two metres has been found in the eastern pier, the port authority says. It will take until tomorrow to tell how deep it goes.|Until then no train will run over the northern viaduct either.",
        "Bo Halvorsen",
    ),
    (
        "Owner of the barge speaks",
        "The shipping line Graywater says its captain had reported a failing rudder twenty minutes before the collision.|It promises to pay for what is not insured.",
        "Ines Calder",
    ),
    (
        "Mayor calls for calm",
        "Mayor Adela Wynn has asked people to work from home tomorrow if they can.",
        "Bo Halvorsen",
    ),
    (
        "Extra buses from six",
        "The bus company puts forty additional coaches on the long way round by Stonecross. The ride takes fifty minutes, and it costs nothing this week.",
        "Tomas Reyle",
    ),
    (
        "Night shift begins",
        "Welders have begun to brace the pier from two pontoons. Floodlights can be seen from the hills.",
        "Bo Halvorsen",
    ),
];

pub const DE: &[Told] = &[
    (
        "Drehbrücke gesperrt",
        "Nach dem Zusammenstoß eines Lastkahns mit dem östlichen Pfeiler ist die Drehbrücke über die Marau für den gesamten Verkehr gesperrt.|Verletzt wurde niemand, teilt das Hafenamt mit.",
        "Jette Brandis",
    ),
    (
        "Fähren überfüllt",
        "Vor den beiden Fähren warten mehrere Hundert Menschen. Die Schlange reicht bis zum Fischmarkt.",
        "Oskar Lindt",
    ),
    (
        "Riss unter der Wasserlinie",
        "Taucher haben im Pfeiler einen rund zwei Meter langen Riss entdeckt.|Wie tief er ist, soll eine Messung am Abend zeigen.",
        "Jette Brandis",
    ),
    (
        "Unterricht endet mittags",
        "Elf Schulen am Ostufer schicken ihre Schüler um zwölf nach Hause, damit alle noch bei Tageslicht übersetzen können.",
        "Oskar Lindt",
    ),
    (
        "Reederei räumt Schaden am Ruder ein",
        "Der Kapitän habe den Ausfall des Ruders zwanzig Minuten vor dem Aufprall gemeldet, sagt eine Sprecherin der Reederei Grauwasser.",
        "Jette Brandis",
    ),
    (
        "Zusätzliche Busse",
        "Vierzig Busse fahren ab sofort den Umweg über Steinkreuz. Die Fahrt dauert fünfzig Minuten und ist in dieser Woche kostenlos.",
        "Oskar Lindt",
    ),
    (
        "Bürgermeisterin mahnt zur Ruhe",
        "Wer könne, solle morgen zu Hause arbeiten, sagte Bürgermeisterin Adele Winter vor dem Rathaus.",
        "Jette Brandis",
    ),
    (
        "Nachtschicht am Pfeiler",
        "Schweißer stützen den Pfeiler von zwei Pontons aus. Die Scheinwerfer sind bis in die Hügel zu sehen.",
        "Oskar Lindt",
    ),
];

pub const ES: &[Told] = &[
    (
        "Cierra el puente giratorio",
        "El capitán del puerto ha cerrado el puente sobre el Maraz después de que una gabarra golpeara el pilar oriental.|No hay heridos, asegura.",
        "Lucía Berral",
    ),
    (
        "Transbordadores llenos",
        "Los dos transbordadores llevan el triple de pasajeros que una mañana cualquiera, y la cola llega hasta la lonja.",
        "Martín Oseda",
    ),
    (
        "Aparece una grieta",
        "Los buzos han encontrado una grieta de unos dos metros bajo la línea de flotación.|Esta noche se sabrá hasta dónde llega.",
        "Lucía Berral",
    ),
    (
        "Los colegios terminan antes",
        "Once colegios de la orilla este acaban las clases a mediodía para que los niños crucen con luz.",
        "Martín Oseda",
    ),
    (
        "Habla la naviera",
        "La naviera Aguagris admite que el capitán avisó de un fallo en el timón veinte minutos antes del choque.",
        "Lucía Berral",
    ),
    (
        "Más autobuses",
        "Cuarenta autobuses cubren desde ahora el rodeo por Cruz de Piedra. El viaje dura cincuenta minutos y esta semana es gratuito.",
        "Martín Oseda",
    ),
    (
        "La alcaldesa pide calma",
        "Adela Viñas ha pedido que mañana trabaje desde casa quien pueda hacerlo.",
        "Lucía Berral",
    ),
];

pub const FR: &[Told] = &[
    (
        "Le pont tournant fermé",
        "La capitainerie a fermé le pont sur la Marelle après le choc d'une péniche contre la pile est.|Aucun blessé n'est signalé.",
        "Maud Terrier",
    ),
    (
        "Les bacs débordés",
        "Les deux bacs transportent trois fois plus de passagers que d'habitude, et la file atteint la criée.",
        "Paul Jansen",
    ),
    (
        "Une fissure sous l'eau",
        "Les plongeurs ont découvert une fissure d'environ deux mètres dans la pile.|Sa profondeur sera mesurée ce soir.",
        "Maud Terrier",
    ),
    (
        "Les écoles ferment plus tôt",
        "Onze écoles de la rive est libèrent leurs élèves à midi pour qu'ils traversent de jour.",
        "Paul Jansen",
    ),
    (
        "L'armateur s'explique",
        "Le capitaine avait signalé une avarie de gouvernail vingt minutes avant le choc, indique la compagnie Eaugrise.",
        "Maud Terrier",
    ),
    (
        "Des cars en renfort",
        "Quarante cars assurent le détour par Croix-de-Pierre. Le trajet dure cinquante minutes, gratuitement cette semaine.",
        "Paul Jansen",
    ),
    (
        "La maire appelle au calme",
        "Adèle Vigne demande à chacun de travailler chez soi demain si possible.",
        "Maud Terrier",
    ),
];

pub const ZH: &[Told] = &[
    (
        "旋转桥全面封闭",
        "一艘驳船撞上东侧桥墩后，港务局封闭了玛洛河旋转桥。|港务局表示，事故没有造成人员受伤，潜水员正从旧港赶来。",
        "林若安",
    ),
    ("渡轮挤满乘客", "两艘小渡轮今天上午的乘客是平时的三倍，排队的人一直站到了鱼市。", "何一舟"),
    ("水下发现裂缝", "潜水员在东侧桥墩的水线以下发现一道约两米长的裂缝。|裂缝有多深，要到今晚测量后才知道。", "林若安"),
    ("学校提前放学", "河东岸的十一所学校中午放学，让孩子们能在天黑之前过河回家。", "何一舟"),
    ("船东作出回应", "灰水航运公司说，船长在相撞前二十分钟已经报告船舵失灵。", "林若安"),
    ("增开公交车", "公交公司增开四十辆大巴，绕行石十字镇，全程五十分钟，本周免费。", "何一舟"),
    ("市长呼吁冷静", "市长温雅呼吁市民，如果条件允许，明天尽量在家工作。", "林若安"),
];

pub const AR: &[Told] = &[
    (
        "إغلاق الجسر الدوار",
        "أغلقت سلطة الميناء الجسر الدوار فوق نهر مارو بعد أن صدمت صندل شحن دعامته الشرقية.|وقالت السلطة إن أحدا لم يصب بأذى، وإن الغواصين في طريقهم إلى المكان.",
        "سلمى درويش",
    ),
    (
        "العبارات مزدحمة",
        "تنقل العبارتان الصغيرتان ثلاثة أضعاف عدد الركاب المعتاد، ويمتد الطابور حتى سوق السمك.",
        "رامي عساف",
    ),
    (
        "شق تحت خط الماء",
        "عثر الغواصون على شق طوله نحو مترين في الدعامة الشرقية.|ولن يعرف عمقه قبل قياسات المساء.",
        "سلمى درويش",
    ),
    (
        "المدارس تنهي الدوام مبكرا",
        "تنهي إحدى عشرة مدرسة على الضفة الشرقية دروسها ظهرا كي يعبر الأطفال قبل حلول الظلام.",
        "رامي عساف",
    ),
    ("شركة الملاحة تتحدث", "قالت شركة الملاحة إن القبطان أبلغ عن عطل في الدفة قبل التصادم بعشرين دقيقة.", "سلمى درويش"),
    (
        "حافلات إضافية",
        "تسير أربعون حافلة إضافية على الطريق الطويل، وتستغرق الرحلة خمسين دقيقة، وهي مجانية هذا الأسبوع.",
        "رامي عساف",
    ),
    ("رئيسة البلدية تدعو إلى الهدوء", "دعت رئيسة البلدية السكان إلى العمل من منازلهم غدا إن استطاعوا.", "سلمى درويش"),
];
