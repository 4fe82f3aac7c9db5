//! Word lists: function words by language, and words so usual in news that they tell no story from another.
//!
//! All lists are written for the project. A word is found by its hash, as tokens carry it.

use crate::words::{ByHash, hash_word};
use std::sync::LazyLock;

/// Languages with function words, by tag. At most 32: a word's languages are the bits of one number.
pub(crate) const LANGUAGES: [(&str, &str); 32] = [
    (
        "en",
        "the of and to in a is that for it was on with as are be by this at from have has had not but they his her \
         she he which or an were been their would who will more when there what said its than into could about other \
         some these we our you your can after also over only no if out so up because most while where before between \
         under during through against such did do does being both each few him how i just like made many may me my \
         now off own same should still them then those too until very was well were why within without yet beyond \
         across around behind despite upon toward towards amid among via per",
    ),
    (
        "de",
        "der die das und in zu den von mit ist des auf für im nicht dem ein eine als auch es an er so dass sie nach \
         wird bei einer um am sind noch wie einem über einen aus zum war haben nur oder aber vor zur bis mehr durch \
         man sein wurde sei hat habe hatte seine seiner ihre ihrer ihren werden worden wurden kann können soll sollen \
         unter gegen vom wenn diese dieser dieses diesem diesen jedoch damit doch schon sich wir ich was wer wo \
         während zwischen seit ohne wegen bereits dabei denn da ihr ihm ihn uns waren wäre würde müssen muss keine \
         kein beim ins ans aufs",
    ),
    (
        "es",
        "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque \
         esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni \
         contra otros ese eso ante ellos e esto antes algunos qué unos yo otro otras otra él tanto esa estos mucho \
         cual poco ella estar estas es son fue ha han había sido será tiene tras según están está era fueron cada",
    ),
    (
        "fr",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec aux été \
         son cette ses ou mais comme nous vous leur on y dont elle ont fait être ces deux sa même aussi très sans \
         entre après avoir était tout ils où si leurs avant depuis selon contre sous lors encore peut ainsi cet vers \
         chez moins autres d l qu n s c j",
    ),
    (
        "ru",
        "и в не на что он с как по это из но за у к от для так о же его она был были было была который которые \
         которая до или если при бы мы они их все уже также после только том этом того чтобы ее её ему между во со \
         об под над без когда где кто себя может будет будут есть этого этой этот тем чем более однако через ещё еще \
         я вы ты нет да лишь является него нее них свои свою своей своего себе сам ли даже там тут здесь",
    ),
    (
        "it",
        "di che e la il un a è per in una non sono da del si con i le della al dei nel come più alla anche lo ha gli \
         delle ma su se o dal ai questo nella ci degli dopo tra essere stato alle hanno era anni due ed già fatto \
         prima contro ancora sua suo dove quando dalla sulla sul stati stata loro cui solo senza suoi tutti",
    ),
    (
        "pt",
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu \
         sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos \
         ter seus quem nas me esse eles são foram pelos essa num nem suas às minha têm numa pelas segundo após sobre \
         ainda contra onde \
         você vocês pode podem esta este estas estes deste desta neste nesta uns umas cada seja isto aquele aquela \
         lhe será tinha dele dela todos todas qualquer algum alguma nenhum além",
    ),
    (
        "nl",
        "de het een en van in is dat op te zijn met voor die niet aan er om ook als dan maar bij of uit door over nog \
         naar heeft hij ze zij wordt werd worden geen wel tot al meer kan deze dit zou hebben haar hun wat was waren \
         moet tegen onder na zich ons wij ik je we toen omdat sinds tussen volgens zonder zo",
    ),
    (
        "uk",
        "і в не на що з як до та за у про від для це він вона був була були було який які яка його її але або також \
         після при цього тому ще вже може буде будуть щоб якщо коли де хто між під над без через є й ми ви вони їх \
         йому цей ця ці того тільки лише проте себе свої",
    ),
    (
        "pl",
        "i w na z do się nie że to jest o od za po jak przez dla są co ale był była było były przy oraz tym tego ten \
         ta te jego jej ich może które który która także już tylko lub czy bez pod nad między gdy jeśli ze być będzie \
         został została tak też po przed roku",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till har de inte om ett han men var jag från vi så kan när år \
         under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här \
         då sedan över bara blir upp även hon sig varit sina \
         du dig ditt dina din oss ni er mellan genom innan medan bland samt denna detta dessa någon något några blev \
         blivit inom utan mer säger sade sa kunde måste bli vad hur man själv hela",
    ),
    (
        "da",
        "og i at det er en til af på for med der de den har ikke som et om han men var fra vi så kan når år efter \
         eller nu sin hvor ved mod skal ville kommer ud får være havde alle andre meget end her da siden over kun \
         bliver op også hun sig været sine blev jeg \
         hvis dette disse dem din dit dine du deres flere mange før både vil skulle blive blevet nogle noget nogen \
         hvad mig dig jer os \
         sagde ind uden mellem gennem hinanden selv måske \
         knap farve helt endnu tidligere fordi hvordan tilbage igen bruge herunder nyt allerede dermed samt derfor",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak daha çok olan ne gibi kadar sonra var en ama o ise değil her ya olduğu \
         ancak göre mi ki biz ben yok iki bunu şu diye tarafından üzere hem önce oldu olduğunu etti dedi büyük",
    ),
    (
        "id",
        "yang dan di dengan untuk pada dari ini itu dalam tidak akan juga oleh ke sebagai adalah telah ada mereka \
         kepada atau dapat bahwa karena saat lebih sudah bisa menjadi namun setelah hingga para tersebut kami kita \
         saya ia dia beliau secara antara serta bagi lagi seorang kata katanya \
         karena ketika jika anda melalui berada merupakan sedangkan tentang hanya masih tetapi tapi sebuah kemudian \
         agar pun seperti satu \
         polisi perusahaan mengatakan kantor warga menurut \
         nantinya bahwasanya korban mobil uang persen miliar senin kamis jumat pemerintah kesehatan sekadar dapatkan \
         tak usai tengah terkait jadi ujarnya ujar tutur menyebut bulan hari sehingga",
    ),
    (
        "cs",
        "a v se na je že s z do o i to k ve pro za by ale si po jsou jako podle od byl byla bylo byly jeho její \
         jejich které který která také už jen nebo při aby tak však před mezi pod nad bez když kde co ze jsem není \
         bude budou která roku",
    ),
    (
        "ro",
        "și în de a la care cu pe din nu o un că au fost este mai pentru sunt ca sau dar prin după fi lui ale între \
         fără până când unde această acest acesta aceasta al ai s-a lor ei el își va vor",
    ),
    (
        "hu",
        "a az és hogy nem is egy ez meg volt azt mint csak már de még el ki kell lesz fel szerint pedig után vagy \
         amely ami aki lehet ezt van voltak minden között által ha úgy",
    ),
    (
        "fi",
        "ja on ei että se oli hän ovat mutta myös kun kuin ole sen tai jos niin mukaan jo vain joka jotka olla \
         mitä ollut hänen voi nyt sitä tämä he me vielä kanssa sekä ennen jälkeen",
    ),
    (
        "ar",
        "في من على إلى أن عن التي الذي مع هذا هذه ما كان لا بعد قبل بين كما أو ولا قد لم كانت حتى ذلك خلال \
         إن كل حول عند منذ غير يوم وقال وأن له لها أي",
    ),
    (
        "fa",
        "و در به از که این را با است آن برای یک تا بر خود هم شده کرد شد می های ها نیز اما باید او ما هر یا \
         اند بود پس دو کرده پیش گفت",
    ),
    (
        "no",
        "og i at det er en til av på for med der de den har ikke som et om han men var fra vi så kan når år etter \
         eller nå sin hvor ved mot skal ville kommer ut får være hadde alle andre mye enn her da siden over bare \
         blir opp også hun seg vært sine ble jeg meg deg dere hva noe noen sier sa må skulle oss hvis inn dette disse \
         dem din ditt dine du deres flere mange før både vil bli blitt uten mellom gjennom hverandre selv kanskje \
         helt ennå tidligere fordi hvordan tilbake igjen bruke nytt allerede dermed samt derfor fram mens slik ønsker",
    ),
    (
        "sk",
        "a v sa na je že s z do o aj to k vo pre za by ale si po sú ako podľa od bol bola bolo boli jeho jej ich \
         ktorý ktorá ktoré tiež už len alebo pri aby tak však pred medzi nad bez keď kde čo zo som nie bude budú roku \
         môže môžete možné iba ešte jeden tento táto toto tejto tom ktorých alebo pomocou medzi",
    ),
    (
        "sl",
        "in v je se na za da so z ki pa po ne tudi s kot bi pri je ali iz od do še že bo so bil bila bilo bili ta to \
         tem tega te jih jo ga mu ker če ko med pred pod nad brez zaradi lahko kar kako samo smo ste sem leta več sta",
    ),
    (
        "hr",
        "i u je se na za da su od s a koji koja koje kao što iz o ne će ili to bi sa po do već te nije bio bila bilo \
         samo ako kako nakon prije zbog između pod bez može biti sve također gdje tko više kada ovaj ova ovo tijekom \
         kojima kojih svoje njegov \
         nema bude budu vaš vaša vaše jer dok koju kojem kojoj nego preko uz ima imaju nisu smo ste sam njih njihov \
         njegova treba mogu kad svi sva sada prema",
    ),
    (
        "sr",
        "i u je se na za da su od s a koji koja koje kao što iz o ne će ili to bi sa po do već te nije bio bila bilo \
         samo ako kako nakon pre zbog između pod bez može biti sve takođe gde ko više kada ovaj ova ovo tokom \
         kojima kojih svoje и у је се на за да су од који која које као што из о не ће или то би са по до већ није био \
         nema bude budu vaš vaša vaše jer dok koju kojem kojoj nego preko uz ima imaju nisu smo ste sam njih njihov \
         njegova treba mogu kad svi sva sada prema uvek posle svega",
    ),
    (
        "ca",
        "de la que el en i a les dels del se per un amb no una als al el més però seus li ja o aquest sí perquè \
         aquesta \
         entre quan molt sense sobre també em fins hi on qui des tot ens durant tots uns ni contra altres això són fer \
         ha han estat és està era seva seu seves les els pot podeu si com aquests aquestes o va ser què",
    ),
    (
        "gl",
        "de a o que e do da en un unha para é con non os no se na por máis as dos como mais foi ao el das ten á seu \
         súa \
         ou ser cando moi hai nos xa está eu tamén só polo pola ata iso ela entre era despois sen mesmo aos pode podes \
         unhas uns esta este estes estas onde sobre lle foron segundo ten \
         canto cal sexa seren entón deste desta neste nesta seus súas cada algún algunha cun cunha aos ás calquera \
         despois cara \
         co coa cos coas nun nunha dun dunha polos polas isto aínda dende senón poden teñen hoxe onte xunto mediante",
    ),
    (
        "vi",
        "và của là có trong cho không được một các với người những này đã để khi đến từ về ở ra cũng như đó sẽ vào lại \
         nhiều hơn sau tại bị theo trên nếu thì bạn phải rằng năm đang việc mà do nên vì ông bà họ chỉ",
    ),
    (
        "ms",
        "yang dan di dengan untuk pada dari ini itu dalam tidak akan juga oleh ke sebagai adalah telah ada mereka \
         kepada atau dapat bahawa kerana ketika lebih sudah boleh menjadi selepas sehingga para tersebut kami kita \
         saya ia beliau secara antara serta bagi lagi seorang kata katanya berkata daripada manakala iaitu ialah mahu \
         turut pihak bagaimanapun sebelum hendaklah \
         ketika jika melalui tentang hanya masih tetapi kemudian agar pun seperti satu namun polis syarikat bahagian \
         encik awam \
         dijangka jabatan peratus tambahnya \
         kesihatan kerajaan mangsa khamis isnin jumaat kenyataan berkenaan membabitkan mendapati ujian undi \
         kebanyakannya sekitar wang kereta bilion jepun lelaki begitu hari bulan tahun tiada dilaporkan memaklumkan \
         susulan menerusi ekoran sekiranya diberikan memandangkan seramai sebanyak berdepan kini tengah",
    ),
    (
        "et",
        "ja on ei et ka see oli kui mis oma ta aga ning kes või seda selle pärast nii ainult veel juba mille üle alla \
         enne siis nagu kuid olla olnud pole ole mida need selles välja peale tema nende meie saab võib kuni",
    ),
    (
        "lv",
        "un ir ka ar no uz par lai kas bet arī to tas tā vai pēc bija ne tiek gan kā jau šo šī šis viņš viņa pie līdz \
         vēl tikai gada būs savu kurā kuras nav var lūdzu jūs ja tad kad bez pret starp visi",
    ),
    (
        "lt",
        "ir kad su iš bet į ne tai yra buvo apie kaip po jo už per dėl bei nuo ar jis ji jie tik dar jau taip prie iki \
         arba tačiau kurie kuris kuri bus savo šį šis ši metų galima jei visi tarp be",
    ),
];

/// Words that any report may contain: they weigh little when stories are told apart. Any inflection is listed that
/// is usual, since the lists are matched before stemming.
const USUAL_IN_NEWS: &str = "\
    say says saying told tell tells according report reports reported reporting reporter reporters year years month \
    months week weeks day days time times people man men woman women news monday tuesday wednesday thursday friday \
    saturday sunday january february march april june july august september october november december today \
    yesterday tomorrow last first second third next new late early late including include includes added adding say \
    make makes making made take takes taking took taken come comes coming came go goes going went gone get gets \
    getting got give gives given gave see seen saw show shows showed shown know known called call calls \
    announced announce statement official officials spokesman spokeswoman spokesperson government president \
    minister country countries world state states city national international public company group million billion \
    percent per cent number two three four five six seven eight nine ten one hundred thousand several around \
    part place way home work working life long big large small high good great best better old young \
    expected expect plan plans planned set put use used using need needs help want wants wanted think believe \
    another since however though although among away back down even ever every far find found former further \
    hour hours minute minutes left local major near never night morning evening afternoon now number often once \
    order others point possible press read right run seven side sources source start started support system \
    thing things toward towards us week's went whether without word photo image file picture video reuters ap afp \
    click share subscribe newsletter copyright editor edited updated update story article advertisement \
    jahr jahre jahren jahres monat monate woche wochen tag tage tagen zeit uhr montag dienstag mittwoch donnerstag \
    freitag samstag sonntag sagte sagt sagten erklärte teilte mitteilte mit angaben laut sprecher sprecherin menschen \
    mann frau männer frauen land länder stadt regierung präsident minister ministerin prozent euro millionen \
    milliarden million milliarde zwei drei vier fünf sechs sieben acht neun zehn ersten erste zweite neue neuen neuer \
    neues große großen gut immer heute gestern morgen wieder weiter etwa rund knapp viele vielen machen gemacht \
    gehen geht kommt kommen gibt geben steht stehen bleibt sehen dazu davon darauf daran dort hier dann \
    januar februar märz mai juni juli oktober dezember dpa \
    año años mes meses semana semanas día días hora horas lunes martes miércoles jueves viernes sábado domingo dijo \
    dice dijeron afirmó señaló aseguró explicó indicó añadió personas hombre mujer país países mundo ciudad gobierno \
    presidente ministro ministra estado nacional millones dos tres cuatro cinco seis siete ocho nueve diez primer \
    primera primero nuevo nueva hoy ayer mañana parte vez veces forma gran grande hacer hecho puede pueden debe \
    además así mientras ahora aunque entonces siempre enero febrero marzo abril mayo junio julio agosto \
    septiembre octubre noviembre diciembre efe \
    год года году годы лет месяц месяца месяцев неделя недели день дня дней время часов час минут сказал сказала \
    заявил заявила заявили сообщил сообщила сообщили сообщает сообщается отметил отметила рассказал рассказала \
    добавил словам данным человек человека людей люди страна страны стране мир мира город города правительство \
    президент президента министр министра глава главы россия россии российский тысяч миллионов млн млрд процентов \
    один два две три четыре пять шесть семь восемь девять десять первый новый новые новых сегодня вчера завтра \
    понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа \
    сентября октября ноября декабря риа тасс интерфакс \
    ans année années mois semaine jour jours heure heures lundi mardi mercredi jeudi vendredi samedi dimanche dit \
    déclaré affirmé expliqué indiqué ajouté personnes homme femme pays monde ville gouvernement président ministre \
    millions milliards deux trois quatre cinq six sept huit neuf dix premier première nouveau nouvelle janvier \
    février mars avril juin juillet août octobre novembre décembre afp";

/// Words of English (and other) headlines and leads that are topics, not names, even when capitalised.
const NEVER_A_NAME: &str = "\
    i i'm he she it we they you his her its our their my this that these those there here what when where who why how \
    mr mrs ms dr sir lord lady prof president prime minister chancellor king queen prince princess senator governor \
    mayor secretary general chief officer director chairman ceo judge justice pope bishop captain coach manager \
    herr frau dr prof señor señora don doña presidente ministro ministra rey reina papa canciller alcalde \
    monsieur madame président ministre roi reine pape \
    господин госпожа президент премьер министр председатель глава директор генерал \
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december today yesterday tomorrow mon tue wed thu fri sat sun jan feb mar apr jun jul \
    aug sep sept oct nov dec \
    lunes martes miércoles jueves viernes sábado domingo \
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august \
    september oktober november dezember \
    news breaking update updated live video photo photos watch read more advertisement exclusive analysis opinion \
    editorial interview review explainer factbox reuters ap afp dpa efe photograph image copyright getty story \
    continue reading sign newsletter subscribe share follow comments am pm gmt est bst edt et pt utc cet ok tv \
    however meanwhile but and yet still although though while since because after before if so then also even \
    according earlier later last first second next another many most some all both each every no not yes one two \
    three four five six seven eight nine ten now just only as at by for from in into of on or over the to under up \
    plaintiff plaintiffs defendant defendants \
    with a an asked see let please host web time photos source sources do did does is are was were be been has have had can could will would should may might";

/// Lower-case words that may stand inside a name.
const CONNECTORS: &str = "of de del della di da do dos das von van der den zu la le al el bin ibn";

/// Words that make a name an organisation's.
const ORGANISATION_WORDS: &str = "\
    authority inc corp ltd llc plc gmbh ag se sa bank university college institute ministry department agency party \
         association \
    council commission committee court parliament congress senate union federation company group club united city fc \
         cf \
    police army navy guard force forces hospital school church museum airlines airways motors media press times post \
    universität ministerium bundesamt partei verband gericht bundestag bundesrat gewerkschaft verein institut stiftung \
    universidad ministerio banco partido tribunal congreso senado asociación instituto policía consejo federación \
    université ministère parti conseil tribunal assemblée \
    университет министерство банк партия суд совет федерация комитет агентство госдума фонд";

/// Words before "of" inside one name: of institutions, offices, lands and waters, works and honours.
const TAKE_OF: &str = "\
    academy academies administration age alliance archbishop archdiocese army art arts assembly assemblies association authority \
    award bank banks bar battle bay bishop board body book bridge brotherhood bureau cabinet campaign canon cape cathedral \
    center centers centre centres chamber chambers chief chiefs chronicle church churches city cities coalition coast \
    code college colleges commander committee commonwealth community company confederation conference congregation \
    consortium convention corporation corps council councils count county court courts crown day days daughters dean \
    declaration defenders department departments diocese directorate district division doctor duchess duchy duke earl \
    emirate empire end faculty fall father fathers federation feast fellowship festival field fields fire fires force fort \
    forum foundation free freedom friends front game games garden gate general gang group guild gulf hall head heads heart \
    history home hour house houses image institute institutes institution island islands isle isles joint journal king \
    kingdom knights lake land language law league legion letter liberty library lieutenant light line lord lords making \
    man march mayor medal members memorial men minister ministers ministry minority mother mount mountain mountains \
    museum museums nation nations night office officer officers order organisation organization palace parish parliament \
    parliaments party path peace people people's place pillars plain port post power presidency president prince princess \
    prize professor province provinces queen race realm records region registrar republic republics review rights ring river \
    road rock rule sanctuary school schools sea secretary secretaries senate sheriff shield society societies son song sons \
    sound speaker staff star state states statue story strait straits street sultan sultanate summit superior system \
    temple territory theatre theater theory throne time times tower towers town trade tragedy treasury treaty tree tribunal \
    triumph union unions university universities university's valley vicar village voice voices walk wall war wars water \
    way week wheel wing women wonders workers world year years";

/// Titles before a person's name (besides those no name begins with).
const PERSON_TITLES: &str = "\
    mr mrs ms dr sir lord lady prof mme mlle baron baroness dpm pm perdana menteri timbalan encik speaker representative president prime minister chancellor king queen prince princess \
         senator governor mayor \
    secretary chairman ceo judge pope coach herr frau präsident präsidentin kanzler kanzlerin bundeskanzler \
    bundeskanzlerin minister ministerin bürgermeister bürgermeisterin trainer sprecher sprecherin chef señor señora \
    presidente presidenta ministro ministra canciller alcalde alcaldesa rey reina monsieur madame président ministre \
    professor commissioner congressman congresswoman rep sen gov gen admiral colonel lieutenant sergeant actor \
         actress singer \
    analyst economist spokesman spokeswoman spokesperson director ambassador lawyer attorney reverend imam ayatollah \
         sheikh pastor cardinal \
    archbishop detective inspector superintendent constable officer chief deputy vice former ex \
    professorin außenminister außenministerin innenminister innenministerin finanzminister finanzministerin \
         verteidigungsminister \
    verteidigungsministerin justizminister gesundheitsminister ministerpräsident ministerpräsidentin bundespräsident \
         parteichef parteichefin \
    milliardär schauspieler schauspielerin regisseur sänger sängerin fraktionschef generalsekretär staatssekretär \
         landeshauptmann \
    obmann kapitän stürmer torhüter verteidiger kollege kollegin experte expertin geschäftsführer geschäftsführerin \
         vorsitzende vorsitzender \
    expresidente exministro directeur directrice premier \
    президент премьер министр председатель губернатор мэр тренер глава господин";

/// Titles that are a part of the name: "King Charles".
const KEPT_TITLES: &str = "\
    king queen pope prince princess lord lady sir könig königin papst prinz prinzessin rey reina papa príncipe princesa roi reine pape saint san santa";

/// Words that tell whose something is: they name nobody by themselves.
const DEMONYMS: &str = "\
    american british english french german italian spanish russian ukrainian chinese japanese korean indian pakistani \
         iranian \
    iraqi israeli palestinian syrian turkish greek polish dutch belgian swiss austrian swedish norwegian danish \
         finnish \
    european african asian arab canadian mexican brazilian australian egyptian saudi afghan cuban irish scottish welsh \
    americans britons germans russians ukrainians israelis palestinians europeans chinese muslim muslims christian \
    christians jewish jews islamic democrat democrats republican republicans christmas easter internet";

/// Given names, by which a row of capitalised words is known to be a person's name.
const GIVEN_NAMES: &str = "\
    aaron abdul abdullah adam adrian agnes ahmad ahmed aidan aisha akira alain alan albert alberto alejandro \
         aleksandr alessandra \
    alessandro alex alexander alexandra alexei alexis alfonso alfred ali alice alicia alina alison amanda amina amir \
         amit amy ana \
    anas andrea andreas andrei andrej andrew andré andrés andrzej andy angela angelika angelo anita anja ann anna \
         anne annette anthony \
    antoine anton antonio antónio anwar arnaud arthur arturo ashley astrid barbara beatrice beatriz ben benjamin \
         bernard bernd bernhard \
    beth bill björn bob boris brad brandon brenda brian bruce bruno camille carl carla carlo carlos carmen carol \
         caroline carsten \
    catherine cecilia charles charlotte chen chloe chris christian christina christine christoph christophe \
         christopher claire clara \
    claude claudia claudio clemens clément colin cristina daisuke damien dan daniel daniela daniele danielle darren \
         david deborah denis \
    dennis derek diana diane didier diego dieter dirk dmitri dmitry dominic dominik dominique don donna dorothea \
         douglas duncan dylan \
    eduardo edward elena elisabeth elizabeth ellen emil emily emma emmanuel enrico enrique eric erik ernst esther eva \
         evan fabian \
    fabio fatima federico felipe felix fernando fiona florian francesca francesco francisco franck frank françois \
         frederik fritz \
    gabriel gabriele garcia gareth gary georg george georges gerald gerard gerd gerhard giacomo gianni giorgio \
         giovanni giulia \
    giuseppe gloria graham grant greg gregor gregory guido guillaume guillermo gustavo guy günter günther hannah \
         hannes hans harald \
    harold harry hassan heather hector heike heiko heinrich helen helena helga helmut henning henri henrik henry \
         herbert hermann hiroshi \
    holger howard hugo hussein ian ibrahim igor ina ines ingrid irene irina isabel isabella ismail ivan jack jacob \
         jacques jake jakob \
    james jamie jan jane janet jason javier jay jean jeff jeffrey jelena jens jennifer jeremy jerry jesse jessica \
         jesús jim jo joachim \
    joan joanna joaquín jochen joe joel johan johann johanna johannes john johnny jon jonas jonathan jorge josef \
         joseph josh joshua josé \
    joão juan judith julia julian julie julien jun jörg jürgen kai karel karen karim karin karl karsten katharina \
         kate katherine kathrin \
    kathy katie katja kazuo keith kelly ken kenji kenneth kenta kevin khaled kim kirsten klaus konrad kristin kurt \
         kyle lars laura lauren \
    laurent lea lee lena leo leon leonardo lily linda lionel lisa liu louis louise luca lucas lucia lucy luigi luis \
         luisa lukas luke luz lydia \
    magdalena mahmoud maja manfred manuel marc marcel marco marcos marcus margaret margarita maria marie mario mark \
         markus marta martha \
    martin martina mary marília massimo mateo mathias mathieu matt matteo matthew matthias maurice mauricio max \
         maximilian megan mehmet melanie \
    melissa michael michaela michel michele michelle miguel mika mike mikhail miriam mohamed mohammad mohammed moritz \
         mustafa nadia nadine \
    nancy naomi natalia natalie nathalie nathan neil nicholas nick nico nicola nicolas nicole nigel niklas nikolai \
         nils nina noah norbert nuno \
    oleg olga oliver olivia olivier omar oscar oskar osman otto pablo paola paolo pascal patricia patrick paul paula \
         pauline paulo pavel \
    pedro peggy peter petr petra phil philip philipp philippe pierre pietro rachel rafael rainer ralf ralph ramón \
         raphael rashid raul \
    raymond raúl rebecca regina reiner reinhard renate rené ricardo riccardo richard rick rob robert roberta roberto \
         robin rodrigo roger \
    roland rolf roman romain ron ronald rosa rose ross roy rudolf russell ruth ryan salman salvatore sam samantha \
         samir samuel sandra sara \
    sarah satoshi scott sean sebastian sebastián serena serge sergei sergey sergio sharon shaun sheila shinji sibylle \
         silvia simon simona \
    simone sofia sonia sonja sophia sophie stefan stefania stefano steffen stephan stephanie stephen steve steven \
         stuart susan susanne suzanne \
    svetlana sven sylvia sylvie takashi tamara tanja tara tatiana ted teresa terry thierry thomas thorsten tim \
         timothy tina tobias todd tom \
    tomás toni tony torsten travis tyler udo ulf uli ulrich ulrike ursula uwe valentina valeria valerie vanessa vera \
         verena veronica \
    veronika victor victoria viktor vincent vincenzo virginia vladimir volker walter wang wayne wei werner wilhelm \
         will william wolfgang \
    xavier yann yasmin yuki yuri yusuf yves zhang zoe łukasz żaneta \
    александр алексей анатолий андрей антон аркадий артём артем борис вадим валентин валерий василий виктор виталий \
         владимир владислав \
    вячеслав геннадий георгий глеб григорий даниил денис дмитрий евгений егор иван игорь илья кирилл константин \
         леонид максим марк михаил \
    никита николай олег павел пётр петр роман руслан сергей станислав степан тимур фёдор федор юрий ярослав яков \
    александра алёна алина алла анастасия анна валентина валерия вера вероника виктория галина дарья диана евгения \
         екатерина елена елизавета \
    ирина кристина ксения лариса лидия лолита любовь людмила маргарита марина мария надежда наталия наталья нина \
         оксана ольга полина раиса \
    светлана софья тамара татьяна юлия яна \
    олександр олексій андрій валерій віктор віталій володимир ігор микола михайло олена сергій тетяна юлія юрій дмитро кирило денис";

/// Prepositions before places.
const LOCATIVES: &str = "\
    in at near from outside around across bei aus nach en desde à dans a em no na в во из под у із w we z te i från \
         ved fra do da vo iz nel \
    nella della";

/// Publishers and agencies: an article seldom tells of its source.
const OUTLETS: &str = "\
    reuters ap afp dpa bbc cnn nbc abc cbs msnbc espn guardian telegraph bloomberg npr pbs tass xinhua cctv efe ansa \
         apa sda kyodo nhk \
    wdr ndr ard zdf orf srf rtl swr mdr rbb spiegel zeit faz taz bild focus stern monde figaro libération mundo \
         corriere repubblica stampa \
    nyt wsj interfax интерфакс тасс риа рбк коммерсантъ standard kurier nzz tagesspiegel forbes politico axios cnbc \
         nypost tmz aktuality \
    idnes novinky tagesschau derstandard yahoo";

/// The last word of a newspaper's name.
const OUTLET_WORDS: &str = "\
    times post news press journal herald tribune zeitung presse gazette telegraph guardian chronicle independent globe nachrichten anzeiger";

/// Words and letters in capitals that name nothing an editor would tag.
const NO_ACRONYMS: &str = "\
    tv pc pdf url lan ip id sms usb hdr oem faq etf ipo vip diy gps suv ceo cfo cto coo mp mep gmt utc est cet pr hr \
         it rt id q1 q2 q3 q4 \
    inc ltd llc plc gmbh ag b2b b2c covid dvd cd java html css faq api app os ios sim gb mb tb kg km mph kmh usd eur \
         gbp pm am ed phd \
    ооо зао оао пао сми тв ип мвд pin iq iii ii iv vi vii viii ix xi xii nye mvp pga gop dna fbi iso mba ngo uefi eeuu";

/// Topics that name a department or a format, not what an article is about.
const DEPARTMENTS: &str = "\
    news world top stories latest home general headlines breaking featured feature all other misc uncategorized \
         article \
    articles story international national local politics business sport sports culture opinion video videos audio \
         photos \
    gallery live liveblog newsletter premium subscribers homepage front page main blog uk us europe english \
    nachrichten welt politik wirtschaft kultur panorama inland ausland aktuell startseite meldungen \
    noticias mundo política economía deportes cultura portada actualidad internacional nacional \
    новости мир политика экономика спорт культура главное общество 新闻 国际 国内 要闻 \
    actualités monde économie société une \
    life lifestyle explainer analysis interview podcast podcasts newsletters careers style deals money weekend \
         magazine features exclusive \
    editorial viral trending shopping technology science health entertainment travel celebrity wired asia pacific \
         africa americas wire columns \
    regional lokal topthema thema themen ratgeber service wissen leben gesellschaft gesundheit digital reise auto \
         karriere netzwelt \
    unterhaltung sonstiges debatte debatten kommentar meinung bild domácí zahraničí byznys politika názory sociedad \
         gente opinión tecnología \
    italia esteri cronaca politica economia sport cultura spettacoli inrikes utrikes nyheter nyheder indland udland \
         haberler gündem \
    無料記事 社説 社会 国内 海外 政治 経済 話題 ニュース スポーツ 财经 体育 娱乐 社会 科技 общество происшествия наука технологии в";

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// The languages in which it is a function word, as bits by their place in [`LANGUAGES`].
    pub function_word_in: u32,
    /// Any report may contain it.
    pub is_usual: bool,
    /// It neither begins nor ends a name.
    pub is_never_a_name: bool,
    /// It stands before a person's name.
    pub is_title: bool,
    /// As a title it is a part of the name.
    pub is_kept_title: bool,
    /// It makes a name an organisation's.
    pub is_of_organisations: bool,
    /// What stands before "of" in a name, and does not end one.
    pub takes_of: bool,
    /// It may stand inside a name in lower case.
    pub is_connector: bool,
    /// It tells whose something is, and is no name by itself.
    pub is_demonym: bool,
    /// As a topic it names a department or a format.
    pub is_department: bool,
    pub is_given_name: bool,
    /// A preposition that stands before places.
    pub is_locative: bool,
    /// It names a publisher or agency by itself.
    pub is_outlet: bool,
    /// A name that ends with it is a newspaper's.
    pub ends_an_outlet: bool,
    /// Though in capitals it is no name to tag.
    pub is_no_acronym: bool,
}

static ENTRIES: LazyLock<ByHash<Entry>> = LazyLock::new(|| {
    let mut entries = ByHash::default();
    for (index, (_, words)) in LANGUAGES.iter().enumerate() {
        enter(&mut entries, words, |entry| entry.function_word_in |= 1 << index);
    }
    enter(&mut entries, USUAL_IN_NEWS, |entry| entry.is_usual = true);
    enter(&mut entries, NEVER_A_NAME, |entry| entry.is_never_a_name = true);
    enter(&mut entries, PERSON_TITLES, |entry| entry.is_title = true);
    enter(&mut entries, KEPT_TITLES, |entry| entry.is_kept_title = true);
    enter(&mut entries, ORGANISATION_WORDS, |entry| entry.is_of_organisations = true);
    enter(&mut entries, TAKE_OF, |entry| entry.takes_of = true);
    enter(&mut entries, CONNECTORS, |entry| entry.is_connector = true);
    enter(&mut entries, DEMONYMS, |entry| entry.is_demonym = true);
    enter(&mut entries, DEPARTMENTS, |entry| entry.is_department = true);
    enter(&mut entries, GIVEN_NAMES, |entry| entry.is_given_name = true);
    enter(&mut entries, LOCATIVES, |entry| entry.is_locative = true);
    enter(&mut entries, OUTLETS, |entry| entry.is_outlet = true);
    enter(&mut entries, OUTLET_WORDS, |entry| entry.ends_an_outlet = true);
    enter(&mut entries, NO_ACRONYMS, |entry| entry.is_no_acronym = true);
    entries
});

fn enter(entries: &mut ByHash<Entry>, words: &str, set: impl Fn(&mut Entry)) {
    words.split_whitespace().for_each(|word| set(entries.entry(hash_word(word)).or_default()));
}

/// Tells what the lists say of the word with this hash.
pub(crate) fn look_up(hash: u64) -> Entry {
    ENTRIES.get(&hash).copied().unwrap_or_default()
}

/// The bit of a language in [`Entry::function_word_in`]; 0 for a language without a list.
pub(crate) fn language_bit(lang: news::Lang) -> u32 {
    LANGUAGES.iter().position(|(tag, _)| *tag == lang.as_str()).map_or(0, |index| 1 << index)
}
