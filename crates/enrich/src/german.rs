//! What German capitals tell of a word: every noun has one, so a name is known by what it is not.
//!
//! A common noun has its ending, an article before it, or is one that news uses every day; a calling is known by the last
//! part of its compound ("Wunschkandidat"). What is left in a row of capitals is taken for a name.

use crate::{
    mentions::{Named, is_known_place},
    reading::Reading,
    words::{ByHash, Shape, hash_word},
};
use news::MentionKind;
use std::{ops::Range, sync::LazyLock};

/// Words before a noun, mostly. Names of lands take an article, too; the gazetteer knows those.
const ARTICLES: &str = "der die das des dem den ein eine einer einem einen eines kein keine keinen keiner im am zum zur vom beim ins \
    ans mein meine sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer unser unsere diese dieser dieses diesem diesen \
    jede jeder jedes jedem jeden alle allen viele vielen mehrere einige wenige manche beide beiden welche welcher welches \
    dieselbe derselbe solche solcher pro je";

/// Endings of nouns that are no names.
const NOUN_ENDINGS: [&str; 18] = [
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tät", "täten",
    "ismus", "nis", "nisse", "nissen", "tum", "erei",
];
/// A longer word is a compound, and no name unless a hyphen joins its parts.
const LONGEST_NAME_LETTERS: usize = 13;

/// What somebody is, as the last part of a word; longer forms (feminine, plural, cases) end so after their endings are cut.
const CALLINGS: &str = "minister präsident kanzler chef sprecher berater anwalt anwält richter direktor professor forscher experte \
    expert kandidat abgeordnet nationalrat bundesrat ständerat stadtrat gemeinderat landrat staatsrat bundesrät nationalrät ständerät \
    bürgermeister meister trainer spieler torwart torhüter stürmer verteidiger pilot fahrer sänger schauspieler regisseur autor \
    journalist reporter redakteur korrespondent moderator bischof pfarrer pater könig herzog botschafter diplomat oberst \
    leutnant hauptmann admiral soldat offizier polizist kommissar inspektor ermittler arzt ärzt mediziner virolog psycholog \
    historiker politolog ökonom wissenschaftler physiker chemiker biolog philosoph soziolog unternehmer manager gründer \
    inhaber besitzer leiter vorsitzend obmann obfrau sekretär senator gouverneur aktivist kritiker partner ehefrau ehemann \
    witwe  verdächtig angeklagt zeug häftling rival herausforderer \
    nachfolger vorgänger stellvertreter bewerber sieger banker händler verwalter vermittler maler künstler komponist dirigent \
    designer architekt ingenieur entwickler lehrer schüler student rektor dekan geschäftsführer generalsekretär führer \
    anführer dissident attentäter oppositionsführer parteifreund kollege kolleg politiker  ";

/// Nouns that a name follows: places, companies and works.
const NAMERS: &str = "region stadt dorf gemeinde ort insel halbinsel provinz bezirk kreis landkreis kanton bundesstaat hauptstadt \
    hafenstadt kleinstadt ortschaft vulkan berg fluss see taifun hurrikan sturm tief hoch firma konzern plattform onlineshop \
    hersteller anbieter autobauer verein klub magazin zeitung sender marke schiff frachter fähre kapitän papst königin könig";
/// Words before the name of a place, and before few nouns without an article.
const BEFORE_PLACES: &str = "in aus bei nach bis";

/// Nouns and adjectives that news uses every day.
const COMMON: &str = "art arten zahl zahlen teil teile ende anfang mitte beginn grund gründe fall fälle frage fragen problem probleme \
    thema themen ziel ziele weg wege platz plätze ort orte orten haus hause häuser straße straßen gemeinde gemeinden dorf bezirk kreis \
    landkreis kanton kantons region regionen provinz insel halbinsel gebiet gebiete gebieten grenze grenzen norden süden osten \
    westen innenstadt hauptstadt bundesstaat bundesstaaten bundesland staat staaten republik königreich familie familien kinder kind \
    eltern vater mutter bruder schwester sohn tochter freund freunde freundin nachbarn leute bürger einwohner bewohner \
    polizei feuerwehr gericht gerichte landgericht amtsgericht staatsanwalt justiz behörde behörden amt ministerium \
    parlament partei parteien fraktion koalition opposition wahl wahlen wahlkampf stimmen gesetz gesetze recht rechte regel \
    regeln vertrag verträge abkommen krieg kriege frieden angriff angriffe armee soldaten waffen rakete raketen drohnen truppen \
    terror gewalt opfer täter tote verletzte unfall brand feuer hochwasser sturm wetter regen schnee hitze klima umwelt natur \
    tier tiere wasser luft boden strom gas öl energie preis preise kosten geld steuer steuern haushalt schulden kredit bank \
    banken markt märkte börse aktie aktien firma firmen betrieb betriebe konzern konzerne unternehmen werk fabrik produkt \
    produkte kunde kunden händler handel export import industrie wirtschaft arbeit arbeiter job jobs lohn löhne streik \
    gewerkschaft schule schulen lehrer schüler kita universität studium studie studien forscher wissen technik daten netz \
    computer handy telefon software internet seite seiten plattform plattformen app apps dienst dienste nutzer video videos bild bilder foto fotos film filme \
    serie musik album lied konzert bühne theater buch bücher roman autor kunst museum ausstellung spiel spiele spieler \
    mannschaft team trainer verein vereine liga saison tor tore punkt punkte sieg niederlage finale turnier rennen strecke \
    platzes stadion fans titel rekord runde minute minuten stunde stunden sekunden wochenende abend nacht morgen mittag \
    sommer winter herbst frühling frühjahr meter metern kilometer kilometern kilo kilogramm gramm milligramm tonnen liter \
    hektar grad prozentpunkte dollar franken rubel hälfte drittel viertel dutzend hundert tausende hunderte menge \
    reihe gruppe gruppen rest summe höhe tiefe länge größe stärke schwäche kraft macht druck lage krise ausweg folge folgen ursache \
    schaden schäden gefahr gefahren risiko risiken chance chancen hilfe schutz pflege arzt ärzte klinik kliniken krankenhaus patient \
    patienten virus impfstoff krebs tod leben gesundheit gott kirche papst glaube religion kontakt kontakte vorwurf vorwürfe \
    kritik streit debatte protest proteste demonstration aussage aussagen angabe angaben bericht berichte artikel zeitung \
    zeitungen medien presse sender radio fernsehen nachricht nachrichten interview gespräch gespräche brief worte wort name namen \
    titel text rede stimme blick schritt schritte plan pläne projekt projekte programm maßnahme maßnahmen vorschlag \
    entscheidung beschluss antrag antwort antworten erfolg fehler versuch wirkung sinn idee ideen hoffnung angst sorge sorgen freude wut \
    trauer liebe hass bus busse bahn zug züge bahnhof flughafen flug auto autos wagen schiff schiffe boot brücke tunnel \
    haus wohnung wohnungen miete mieter zimmer tür fenster dach garten park wald fluss see berg berge tal küste strand meer \
    himmel sonne mond erde welt universum raum zeitraum moment augenblick situation bereich bereiche standort sektion soziales \
    obwohl sowohl nachdem neben wann ob weder sogar besonders gleich außerhalb innerhalb trotz statt gegenüber \
    jede jeder jedes alle beide mehrere einige zahlreiche weitere weiterer solche manche welche wovor vorherige unser unsere \
    polizeipräsidium polizeiinspektion nachrichtenagentur anmelden rückfragen lesen cookies herz herzen ecke ecken fuß hand hände auge \
    augen kopf gesicht körper mensch seele typ modell version gerät geräte shop shops kauf verkauf verkäufer werbung marke \
    ergebnis ergebnisse umfrage vergleich unterschied beispiel beispiele form formen zeichen stück stücke sache sachen ding dinge \
    anzeige inhalt inhalte link links kommentar kommentare bezug zukunft haft flammen sicht händen kindern jahresende monatsende \
    tagesanbruch hersteller anbieter festnahme politik dienst dienste platz markt turbo spott zweifel fortschritt";

static ARTICLE_HASHES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut hashes: Vec<u64> = ARTICLES.split_whitespace().map(hash_word).collect();
    hashes.sort_unstable();
    hashes
});
static COMMON_HASHES: LazyLock<ByHash<()>> =
    LazyLock::new(|| COMMON.split_whitespace().map(|word| (hash_word(word), ())).collect());

static NAMER_HASHES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut hashes: Vec<u64> =
        NAMERS.split_whitespace().chain(BEFORE_PLACES.split_whitespace()).map(hash_word).collect();
    hashes.sort_unstable();
    hashes
});

/// Tells whether a name may follow the word with this hash: "Region", "in".
pub(crate) fn is_before_names(hash: u64) -> bool {
    NAMER_HASHES.binary_search(&hash).is_ok()
}

/// Tells whether a noun mostly follows the word with this hash.
pub(crate) fn is_article(hash: u64) -> bool {
    ARTICLE_HASHES.binary_search(&hash).is_ok()
}

/// Tells whether a word is a common noun by itself.
pub(crate) fn is_noun(lower: &str, hash: u64) -> bool {
    let letters = lower.chars().count();
    COMMON_HASHES.contains_key(&hash)
        || letters > LONGEST_NAME_LETTERS
        || letters > 9 && ends_in_common(lower)
        || letters > 5 && NOUN_ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// A compound is what its last part is: "Musikdienst".
fn ends_in_common(lower: &str) -> bool {
    const FEWEST_LETTERS: usize = 6;
    let starts = lower.char_indices().map(|(at, _)| at).skip(3);
    starts
        .map(|at| &lower[at..])
        .take_while(|part| part.len() >= FEWEST_LETTERS)
        .any(|part| COMMON_HASHES.contains_key(&hash_word(part)))
}

/// Tells whether a word says what somebody is: "Wunschkandidaten", "Anwältin".
pub(crate) fn is_calling(lower: &str) -> bool {
    static STEMS: LazyLock<Vec<&str>> = LazyLock::new(|| CALLINGS.split_whitespace().collect());
    let cut = ["innen", "in", "en", "er", "es", "n", "e", "s"];
    let stems = || cut.iter().filter_map(|ending| lower.strip_suffix(ending)).chain([lower]);
    stems().any(|stem| STEMS.iter().any(|calling| stem.ends_with(calling)))
}

/// Tells whether a word may be an adjective at the start of a sentence.
fn ends_as_adjective(lower: &str) -> bool {
    ["e", "er", "es", "en", "em"].iter().any(|ending| lower.ends_with(ending))
}

/// Takes common nouns off a row of German capitals: "Region Lindau" and "Sprecher Jan Berg" name Lindau and Jan Berg.
/// None when nothing is left.
pub(crate) fn without_nouns(
    reading: &Reading,
    mut run: Range<usize>,
    mut has_title: bool,
) -> Option<(Range<usize>, bool)> {
    let tokens = reading.tokens.as_slice();
    let ends_as_organisation = reading.word(&tokens[run.end - 1]).entry.is_of_organisations;
    if run.len() == 1 || ends_as_organisation || is_known_place(reading, run.clone()) {
        return Some((run, has_title));
    }
    let is_place = |at: usize| is_known_place(reading, at..at + 1);
    let is_common = |at: usize| {
        let word = reading.word(&tokens[at]);
        let is_noun = word.is_noun || word.is_calling || word.entry.is_usual || word.entry.is_title;
        is_noun && tokens[at].shape == Shape::Capital && !word.entry.is_of_organisations && !is_place(at)
    };
    let opens_as_adjective = |at: usize| {
        let word = reading.word(&tokens[at]);
        tokens[at].opens_sentence
            && !word.capitalised_inside
            && !word.entry.is_given_name
            && !is_place(at)
            && ends_as_adjective(&reading.of(&tokens[at]).to_lowercase())
    };
    // "Schweizer Gemeinde Crans-Montana": whose it is, what it is, its name.
    let is_adjective_of_place = reading.of(&tokens[run.start]).ends_with("er") && is_common(run.start + 1);
    if run.len() > 2 && is_adjective_of_place && !reading.word(&tokens[run.start]).entry.is_given_name {
        run.start += 1;
    }
    while run.len() > 1 && (is_common(run.start) || opens_as_adjective(run.start) || is_genitive(reading, run.start)) {
        let word = reading.word(&tokens[run.start]);
        has_title = word.is_calling || word.entry.is_title;
        run.start += 1;
    }
    // "Jan Berg": many surnames are nouns.
    let is_surname = |at: usize| reading.word(&tokens[at - 1]).entry.is_given_name;
    let ends_it = |at: usize| is_common(at) && !is_surname(at) || !tokens[at].shape.is_capitalised();
    while run.len() > 1 && ends_it(run.end - 1) {
        run.end -= 1;
    }
    // What connected the two.
    while run.len() > 1 && !tokens[run.start].shape.is_capitalised() {
        run.start += 1;
    }
    (run.len() > 1 || !is_common(run.start)).then_some((run, has_title))
}

/// "Trumps Berater": the name stands in the text without the ending, too.
fn is_genitive(reading: &Reading, at: usize) -> bool {
    let word = reading.of(&reading.tokens[at]);
    word.strip_suffix('s')
        .filter(|base| base.len() > 3)
        .is_some_and(|base| reading.words.iter().any(|known| known.hash == hash_word(base)))
}

/// Where a word stands that is no name by itself: how often, whether in the title, and its first token.
#[derive(Default)]
pub(crate) struct Seen {
    count: u32,
    in_title: bool,
    first: usize,
}

impl Seen {
    pub fn see(&mut self, at: usize, in_title: bool) {
        self.first = if self.count == 0 { at } else { self.first };
        self.count += 1;
        self.in_title |= in_title;
    }
}

/// Where every noun has a capital, a surname alone is known by the full name that stands elsewhere.
pub(crate) fn join_surnames(reading: &Reading, named: &mut [Named], surnames: &mut ByHash<Seen>) {
    for full in named.iter_mut().filter(|name| name.subject.is_none() && name.candidates.is_none()) {
        let given = reading.word(&reading.tokens[full.first]);
        let is_adjective = || ends_as_adjective(&reading.of(&reading.tokens[full.first]).to_lowercase());
        if given.follows_article || given.is_noun || !given.entry.is_given_name && is_adjective() {
            continue;
        }
        let surname = full.mention.name.rsplit_once(' ').map(|(_, surname)| hash_word(surname));
        let is_person = matches!(full.mention.kind, MentionKind::Person | MentionKind::Other);
        if let Some(seen) = surname.filter(|_| is_person).and_then(|surname| surnames.remove(&surname)) {
            full.mention.count += seen.count;
            full.mention.kind = MentionKind::Person;
            full.in_title |= seen.in_title;
            full.first = full.first.min(seen.first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_callings_are_told_from_names() {
        let noun = |word: &str| is_noun(&word.to_lowercase(), hash_word(word));
        for word in ["Sicherheit", "Richtung", "Region", "Erziehungsberechtigten", "Risiken", "Musikdienst"] {
            assert!(noun(word), "{word}");
        }
        for word in ["Höcke", "Wagenknecht", "Lindwick", "Baerbock", "Stegner"] {
            assert!(!noun(word), "{word}");
        }
        for word in
            ["Wunschkandidaten", "Anwältin", "Bundesrätin", "Vermögensverwalter", "Kongressabgeordneten", "Ministers"]
        {
            assert!(is_calling(&word.to_lowercase()), "{word}");
        }
        for word in ["Holm", "Lasconi", "Bartholomew"] {
            assert!(!is_calling(&word.to_lowercase()), "{word}");
        }
    }
}
