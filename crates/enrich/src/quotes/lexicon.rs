//! Words that tell that something is said, and the small words around them, language by language. Our own lists.

use crate::words::ByHash;
use news::Lang;
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// What the lists of one language say of a word, as bits.
pub(crate) mod class {
    /// Tells that something is said: a finite form or participle of a verb of speech.
    pub const CUE: u16 = 1;
    /// Opens what is said: "that", "dass", "que", "что".
    pub const THAT: u16 = 1 << 1;
    /// Stands between speaker and cue and belongs to neither: "has", "also", "hat", "также".
    pub const FILLER: u16 = 1 << 2;
    /// Opens a phrase of time, place or manner after the speaker: "on", "during", "am", "en".
    pub const PREPOSITION: u16 = 1 << 3;
    /// Joins clauses: a speaker's name does not reach over it.
    pub const JOINT: u16 = 1 << 4;
    /// Names a source before or after what is said: "laut", "selon", "según". Alone.
    pub const ACCORDING: u16 = 1 << 5;
    /// A pronoun for one man, for one woman, for several.
    pub const HE: u16 = 1 << 6;
    pub const SHE: u16 = 1 << 7;
    pub const THEY: u16 = 1 << 8;
    /// The pronouns of the first and second person: inside a quotation they are its speaker's.
    pub const ME: u16 = 1 << 9;
    /// An article or another word that opens a noun phrase.
    pub const DETERMINER: u16 = 1 << 10;
    /// Stands for "says" without a verb: "so die Ministerin".
    pub const THUS: u16 = 1 << 11;
    /// Opens a clause that only tells who says it: "As Oakes said, …".
    pub const AS: u16 = 1 << 12;
}

/// One language's words.
pub(crate) struct Lexicon {
    words: ByHash<u16>,
    /// Rows of words that name a source before what is said: "по словам", "nach Angaben von".
    pub according: Vec<Vec<u64>>,
    /// A verb can stand without its subject: "dijo", "řekl".
    pub drops_pronouns: bool,
    /// A noun alone can be definite: "министр".
    pub has_no_articles: bool,
}

impl Lexicon {
    /// The lists for a language; None where there are none.
    pub fn of(lang: Lang) -> Option<&'static Self> {
        LEXICONS.iter().find(|(tag, _)| *tag == lang.as_str()).map(|(_, lexicon)| lexicon)
    }

    /// What the lists say of the word with this hash: bits of [`class`].
    pub fn class(&self, hash: u64) -> u16 {
        self.words.get(&hash).copied().unwrap_or(0)
    }
}

/// The lists of a language as they are written here.
struct Lists {
    lang: &'static str,
    cue: &'static str,
    that: &'static str,
    filler: &'static str,
    preposition: &'static str,
    joint: &'static str,
    /// Separated by `|`.
    according: &'static str,
    he: &'static str,
    she: &'static str,
    they: &'static str,
    me: &'static str,
    determiner: &'static str,
}

static LEXICONS: LazyLock<Vec<(&'static str, Lexicon)>> =
    LazyLock::new(|| LISTS.iter().map(|lists| (lists.lang, lists.read())).collect());

impl Lists {
    fn read(&self) -> Lexicon {
        let mut words: ByHash<u16> = ByHash::default();
        for (bit, list) in [
            (class::CUE, self.cue),
            (class::THAT, self.that),
            (class::FILLER, self.filler),
            (class::PREPOSITION, self.preposition),
            (class::JOINT, self.joint),
            (class::HE, self.he),
            (class::SHE, self.she),
            (class::THEY, self.they),
            (class::ME, self.me),
            (class::DETERMINER, self.determiner),
        ] {
            list.split_whitespace().for_each(|word| *words.entry(xxh3_64(word.as_bytes())).or_default() |= bit);
        }
        let mut according: Vec<Vec<u64>> = Vec::new();
        ["as", "wie", "como", "comme", "как", "jak"]
            .iter()
            .for_each(|word| *words.entry(xxh3_64(word.as_bytes())).or_default() |= class::AS);
        if self.lang == "de" {
            *words.entry(xxh3_64(b"so")).or_default() |= class::THUS | class::JOINT;
        }
        for phrase in self.according.split('|') {
            let row: Vec<u64> = phrase.split_whitespace().map(|word| xxh3_64(word.as_bytes())).collect();
            if let [word] = row[..] {
                *words.entry(word).or_default() |= class::ACCORDING;
            } else {
                according.push(row);
            }
        }
        according.sort_by_key(|row| std::cmp::Reverse(row.len()));
        Lexicon {
            words,
            according,
            drops_pronouns: matches!(self.lang, "es" | "cs"),
            has_no_articles: matches!(self.lang, "ru" | "cs"),
        }
    }
}

const LISTS: [Lists; 6] = [
    Lists {
        lang: "en",
        cue: "said says say saying told tells tell telling added adds adding wrote writes write writing asked asks asking \
              replied replies replying answered answers claimed claims claiming argued argues arguing stated states \
              stating noted notes noting explained explains explaining announced announces announcing insisted insists \
              insisting warned warns warning suggested suggests suggesting declared declares declaring admitted admits \
              admitting acknowledged acknowledges acknowledging conceded concedes concluded concludes continued \
              continues responded responds responding recalled recalls remarked remarks observed observes tweeted \
              tweets tweeting posted called calls calling described describes describing denied denies denying vowed \
              vows vowing promised promises promising pledged pledges pledging urged urges urging accused accuses \
              accusing complained complains predicted predicts joked jokes quipped shouted shouts screamed yelled \
              whispered murmured muttered chanted chants reported reports reporting confirmed confirms revealed reveals \
              alleged alleges asserted asserts maintained maintains contended contends emphasized emphasised stressed \
              stresses stressing underlined reiterated reiterates repeated testified testifies cautioned cautions \
              countered counters retorted retorts lamented laments boasted boasts bragged brags mused muses opined \
              opines quoted quotes quoting cited cites citing blamed blames criticized criticised criticizes praised \
              praises labeled labelled dubbed referred thinks thought believes believed hopes hoped feels felt knows \
              agreed agrees disagreed wondered wonders demanded demands proclaimed proclaims pointed points hinted \
              hints signaled signalled commented comments tells testifying recounted recounts sighed exclaimed \
              exclaims begged pleaded implored advised advises proposed proposes swore swears blasted slammed slams \
              mocked mocks derided ridiculed characterized characterizes estimated estimates read reads",
        that: "that whether",
        filler: "has had have is was were are been be being also later then then now still once again just even already \
                 recently repeatedly publicly reportedly previously earlier will would could may might can did does do \
                 not never often always simply explicitly apparently clearly went on further flatly openly \
                 specifically subsequently bluntly immediately long",
        preposition: "in on at during after before by as to for from with about via while when who whose which where \
                      yesterday today monday tuesday wednesday thursday friday saturday sunday last this earlier \
                      because since if through amid following over outside near",
        joint: "and but that or so yet because although though while if when which who",
        according: "according to|in the words of|as per",
        he: "he him his",
        she: "she her hers",
        they: "they them their",
        me: "i we my our me us you your",
        determiner: "the a an this that these those his her its their one some many several both all most few each",
    },
    Lists {
        lang: "de",
        cue: "sagte sagten sagt sagen gesagt erklärte erklärten erklärt betonte betonten betont meinte meint meinten \
              berichtete berichteten berichtet teilte teilten mitgeteilt kündigte kündigten angekündigt forderte \
              forderten fordert gefordert warnte warnten warnt gewarnt kritisierte kritisierten kritisiert lobte lobt \
              fügte ergänzte ergänzt schrieb schrieben schreibt geschrieben twitterte behauptete behaupteten behauptet \
              versicherte versicherten versichert bestätigte bestätigten bestätigt antwortete antworteten antwortet \
              fragte fragten fragt äußerte äußerten äußert bezeichnete bezeichneten bezeichnet nannte nannten nennt \
              genannt hieß heißt urteilte unterstrich bekräftigte bekräftigten bekräftigt räumte räumten dementierte \
              bestritt bestreitet beklagte beklagt klagte klagt argumentierte argumentiert glaubt glaubte findet fand \
              hofft hoffte rief rief verlangte verlangt verkündete verkündet resümierte bilanzierte zitierte zitiert \
              mahnte mahnt appellierte verwies verweist stellte wies weist konstatierte prognostizierte rechnet \
              vermutet vermutete hob erzählte erzählt erinnerte versprach verspricht drohte droht schilderte kommentierte \
              gab bedauerte bedauert entgegnete erwiderte sprach spricht vermeldete meldete meldet meldeten",
        that: "dass daß ob",
        filler: "hat habe hatte haben hatten ist sei war wird auch zudem außerdem später dann nun noch sich bereits \
                 weiter weiterhin dazu darauf daraufhin jedoch aber allerdings zuvor zugleich ferner erneut heute gestern \
                 dabei wiederum schon",
        preposition: "am im in an auf bei vor nach zu zum zur aus während mit laut gegenüber dem  vom seit \
                      über via per als montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern \
                      anschließend abend",
        joint: "und aber dass daß oder weil obwohl während wenn denn doch sondern",
        according: "laut|zufolge|nach angaben|nach den angaben|nach aussage|nach einschätzung|nach meinung|nach ansicht|\
                    nach auffassung|nach worten|nach informationen|den worten|aus sicht",
        he: "er ihm ihn",
        she: "sie ihr",
        they: "sie",
        me: "ich wir mein unser mich uns mir",
        determiner: "der die das den dem des ein eine einer eines einem einen dieser diese dieses sein seine ihr ihre",
    },
    Lists {
        lang: "es",
        cue: "dijo dijeron dice dicen dicho diciendo afirmó afirmaron afirma afirman afirmado señaló señalaron señala \
              señalado aseguró aseguraron asegura aseguran asegurado explicó explicaron explica explicado indicó \
              indicaron indica indicado añadió añadieron añade agregó agregaron agrega declaró declararon declara \
              declarado manifestó manifestaron manifiesta manifestado sostuvo sostuvieron sostiene sostienen advirtió \
              advirtieron advierte advertido anunció anunciaron anuncia anunciado insistió insiste insistido subrayó \
              subraya subrayado destacó destacaron destaca destacado expresó expresaron expresa comentó comentaron \
              comenta comentado contó cuenta contaron relató relata respondió respondieron responde preguntó pregunta \
              recordó recuerda recordado apuntó apunta apuntado precisó precisa precisado reiteró reitera reconoció \
              reconocen reconoce reconocido admitió admite admitido negó niega negado denunció denunciaron denuncia \
              denunciado criticó critica criticaron criticado acusó acusa pidió pide pidieron pedido exigió exige \
              prometió promete escribió escribe tuiteó confirmó confirmaron confirma confirmado informó informaron \
              informa informado reveló revela consideró considera opinó opina cree creen detalló detalla concluyó \
              concluye zanjó lamentó lamenta calificó califica tildó aclaró aclara ratificó recalcó recalca enfatizó \
              puntualizó matizó defendió defiende argumentó argumenta alegó alega estimó estima pronosticó mencionó \
              celebró replicó exclamó",
        that: "que si",
        filler: "ha había han habían también además luego después se lo le les ya aún no así finalmente \
                 posteriormente hoy ayer nos me",
        preposition: "en a durante tras desde ante sobre para con este esta ayer hoy lunes martes miércoles jueves \
                      viernes sábado domingo quien que cuando donde al por mediante",
        joint: "y pero que o aunque porque mientras si cuando",
        according: "según|de acuerdo con|a juicio de|en opinión de|en palabras de|a decir de|conforme a",
        he: "él",
        she: "ella",
        they: "ellos ellas",
        me: "yo nosotros mi nuestro nuestra nos me",
        determiner: "el la los las un una unos unas este esta su sus",
    },
    Lists {
        lang: "fr",
        cue: "dit disent disait déclaré déclare déclarait déclarent affirmé affirme affirmait affirment expliqué explique \
              expliquait expliquent indiqué indique indiquait indiquent ajouté ajoute ajoutait assuré assure assurait \
              assurent précisé précise précisait estimé estime estimait estiment souligné souligne soulignait annoncé \
              annonce annonçait annoncent répondu répond répondait lancé lance lançait confié confie confiait raconté \
              raconte racontait écrit écrivait rappelé rappelle rappelait insisté insiste insistait dénoncé dénonce \
              dénonçait dénoncent critiqué critique accusé accuse regretté regrette regrettait reconnu reconnaît admis \
              admet promis promet demandé demande exigé exige prévenu prévient averti avertit soutenu soutient \
              soutenait confirmé confirme martelé martèle tweeté jugé juge jugeait conclu conclut  \
              commenté commente plaidé plaide avancé avance noté note notait observé observe poursuivi poursuit \
              poursuivait renchéri renchérit résumé résume résumait témoigné témoigne témoignait révélé révèle nié nie \
              démenti dément salué salue considéré considère pense pensait croit relevé relève rétorqué rétorque \
              interrogé glissé glisse espéré espère reproché reproche prédit",
        that: "que qu' si",
        filler: "a ont avait avaient est était également aussi ensuite encore puis ainsi alors même déjà n' l' s' se y en plus",
        preposition: "à dans lors sur devant après avant au aux en pour pendant par ce cette lundi mardi mercredi jeudi \
                      vendredi samedi dimanche hier aujourd'hui qui que dont où sur chez depuis auprès via",
        joint: "et mais que ou car puisque si lorsque quand tandis alors",
        according: "selon|d' après|aux yeux de|de l' avis de|à en croire",
        he: "il lui",
        she: "elle",
        they: "ils elles",
        me: "je nous mon notre j' nos",
        determiner: "le la les l' un une des ce cette son sa ses leur",
    },
    Lists {
        lang: "ru",
        cue: "писал писала писали скажет говорится отвечала описал описала предупредил предупреждал предупреждала крикнул \
              крикнула прошептал шепнул воскликнул воскликнула вздохнул проговорил произнес произнёс произнесла \
              охарактеризовал охарактеризовала разъясняет разъяснил разъяснила сказал сказала сказали сказало сказав говорит говорят говорил говорила говорили заявил заявила заявили \
              заявило заявляет заявляют заявив сообщил сообщила сообщили сообщило сообщает сообщают сообщается отметил отметила \
              отметили отмечает отмечают отметив подчеркнул подчеркнула подчеркнули подчеркивает подчёркивает добавил \
              добавила добавили добавляет рассказал рассказала рассказали рассказывает рассказывают пояснил пояснила \
              пояснили поясняет объяснил объяснила объяснили объясняет объясняют уточнил уточнила уточнили уточняет \
              утверждает утверждают утверждал утверждала утверждали считает считают считал считала полагает полагают \
              ответил ответила ответили отвечает отвечал спросил спросила спрашивает написал написала написали пишет \
              пишут признал признала признался призналась признает признаёт предупредил предупредила предупреждает \
              пообещал пообещала обещал обещает потребовал потребовала призвал призвала призвали напомнил напомнила \
              напоминает выразил выразила указал указала указывает указывают констатировал резюмировал прокомментировал \
              прокомментировала опроверг опровергла подтвердил подтвердила подтвердили подтверждает раскритиковал \
              назвал назвала обвинил обвинила пожаловался пожаловалась убежден убеждён убеждена уверен уверена уверены \
              думает думаю вспоминает вспоминал заверил заверила анонсировал объявил объявила объявили заметил заметила \
              замечает возразил продолжил продолжает передает передаёт передал процитировал цитирует предположил \
              предположила верит надеется сетует заключил заключила информирует парировал отрезал",
        that: "что чтобы будто якобы ли",
        filler: "также затем еще ещё уже не снова ранее позже теперь тогда  неоднократно открыто ей ему им нам мне \
                 постоянно прямо сегодня вчера ранее",
        preposition: "в во на при после перед  для с со по из о об от к ко журналистам агентству который которая \
                      которые где когда сегодня вчера понедельник вторник среду четверг пятницу субботу воскресенье \
                      вечером утром накануне",
        joint: "и но что а или однако если когда чтобы хотя поскольку",
        according: "согласно|по словам|по мнению|по данным|по информации|по оценке|по оценкам|по версии|\
                    по утверждению|по заявлению|со слов|с точки зрения",
        he: "он ему его им",
        she: "она ей её ее",
        they: "они им их",
        me: "я мы мой наш нас мне меня нам",
        determiner: "этот эта это эти его её ее их один одна",
    },
    Lists {
        lang: "cs",
        cue: "řekl řekla řekli řeklo říká říkají uvedl uvedla uvedli uvádí dodal dodala dodali dodává prohlásil prohlásila \
              prohlásili prohlašuje sdělil sdělila sdělili sděluje oznámil oznámila oznámili oznamuje tvrdí tvrdil \
              tvrdila tvrdili vysvětlil vysvětlila vysvětluje upozornil upozornila upozornili upozorňuje zdůraznil \
              zdůraznila zdůrazňuje napsal napsala napsali píše konstatoval konstatovala konstatuje poznamenal \
              poznamenala poznamenává připomněl připomněla připomíná míní soudí domnívá odpověděl odpověděla odpovídá \
              potvrdil potvrdila potvrzuje informoval informovala informuje varoval varovala varuje slíbil slíbila \
              připustil připustila popřel popřela vzkázal vzkázala kritizoval kritizovala myslí věří věřil přiznal \
              přiznala podotkl podotkla doplnil doplnila prozradil prozradila odmítl odmítla uvedlo oznámilo sdělilo komentoval komentovala charakterizoval \
              charakterizovala říkával hlásí hlásil potvrdili varovali",
        that: "že aby zda jestli",
        filler: "se si je by také včera dnes potom pak již už nám mu jí to dále však ale sám sama",
        preposition: "v ve na při po před pro s se o z ze k který která kteří jenž když kde během včera dnes",
        joint: "a ale že nebo protože když ačkoli i",
        according: "podle|dle|podle slov|podle názoru",
        he: "on jemu",
        she: "ona",
        they: "oni",
        me: "já my můj náš nás mně",
        determiner: "ten ta to tento tato jeho její jejich",
    },
];
