## Editions: the languages of the news, and a country whose news stand first

edition-head = Edition
edition-note = The front page, the latest articles and the sections show the news of your edition.
# $edition: languages, and a country where one is chosen.
edition-is = Edition: { $edition }
edition-all-languages = all languages
edition-change = Change
edition-change-long = Change the edition
edition-langs = Languages of the news
edition-langs-hint = Without a choice, news of all languages is shown.
edition-no-langs = Nothing has come in yet. The languages of the news stand here then.
edition-home = Home country
edition-home-hint = What is told of it stands at the head of the front page.
edition-no-home = None
edition-keep = Show this edition
edition-forget = Show everything
edition-empty = Nothing of this edition has come in yet.
# Read out for the word “All” beside the name of a country.
edition-all-of = All about { $country }
