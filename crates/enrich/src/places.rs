//! Places everyone writes about, with their names in several languages, so that #Germany is one hashtag.
//!
//! A first, short list written by hand; a gazetteer takes its place later.

use crate::{stems::stem_lower, words::hash_word};
use news::Lang;
use std::{collections::HashMap, sync::LazyLock};

/// The English name, then other names. Names in Cyrillic are found by their stems: endings change with the case.
const PLACES: &str = "\
    Afghanistan|afganistán|афганистан|阿富汗
    Argentina|argentinien|argentine|аргентин|阿根廷
    Australia|australien|australie|австрали|澳大利亚|澳洲
    Austria|österreich|autriche|австри|奥地利
    Bangladesh|bangladesch|бангладеш|孟加拉国
    Belarus|bielorrusia|беларус|белорусси|白俄罗斯
    Belgium|belgien|bélgica|belgique|бельги|比利时
    Brazil|brasilien|brasil|brésil|бразили|巴西
    Britain|uk|großbritannien|reino unido|royaume-uni|великобритани|британи|英国
    Bulgaria|bulgarien|bulgarie|болгари|保加利亚
    Canada|kanada|canadá|канад|加拿大
    Chile|chili|чили|智利
    China|chine|китай|中国
    Colombia|kolumbien|colombie|колумби|哥伦比亚
    Croatia|kroatien|croacia|croatie|хорвати|克罗地亚
    Cuba|kuba|куб|古巴
    Czechia|tschechien|chequia|чехи|捷克
    Denmark|dänemark|dinamarca|danemark|дани|丹麦
    Egypt|ägypten|egipto|égypte|египет|египт|埃及
    Ethiopia|äthiopien|etiopía|éthiopie|эфиопи|埃塞俄比亚
    Finland|finnland|finlandia|finlande|финлянди|芬兰
    France|frankreich|francia|франци|法国
    Georgia|georgien|грузи|格鲁吉亚
    Germany|deutschland|alemania|allemagne|германи|德国
    Greece|griechenland|grecia|grèce|греци|希腊
    Hungary|ungarn|hungría|hongrie|венгри|匈牙利
    Iceland|island|islandia|islande|исланди|冰岛
    India|indien|inde|инди|印度
    Indonesia|indonesien|indonésie|индонези|印度尼西亚|印尼
    Iran|irán|иран|伊朗
    Iraq|irak|ирак|伊拉克
    Ireland|irland|irlanda|irlande|ирланди|爱尔兰
    Israel|israël|израил|以色列
    Italy|italien|italia|italie|итали|意大利
    Japan|japón|japon|япони|日本
    Jordan|jordanien|jordania|иордани|约旦
    Kazakhstan|kasachstan|kazajistán|казахстан|哈萨克斯坦
    Kenya|kenia|кени|肯尼亚
    Latvia|lettland|letonia|латви|拉脱维亚
    Lebanon|libanon|líbano|liban|ливан|黎巴嫩
    Libya|libyen|libia|libye|ливи|利比亚
    Lithuania|litauen|lituania|литв|立陶宛
    Malaysia|malasia|малайзи|马来西亚
    Mexico|mexiko|méxico|mexique|мексик|墨西哥
    Moldova|moldau|moldavia|молдави|молдов|摩尔多瓦
    Mongolia|mongolei|монголи|蒙古
    Morocco|marokko|marruecos|maroc|марокк|摩洛哥
    Myanmar|birmania|мьянм|缅甸
    Nepal|непал|尼泊尔
    Netherlands|niederlande|países bajos|pays-bas|нидерланд|荷兰
    Nigeria|нигери|尼日利亚
    NorthKorea|north korea|nordkorea|corea del norte|кндр|朝鲜
    Norway|norwegen|noruega|norvège|норвеги|挪威
    Pakistan|pakistán|пакистан|巴基斯坦
    Palestine|palästina|palestina|палестин|巴勒斯坦
    Peru|perú|pérou|перу|秘鲁
    Philippines|philippinen|filipinas|филиппин|菲律宾
    Poland|polen|polonia|pologne|польш|波兰
    Portugal|португали|葡萄牙
    Qatar|katar|катар|卡塔尔
    Romania|rumänien|rumania|roumanie|румыни|罗马尼亚
    Russia|russland|rusia|russie|росси|рф|俄罗斯
    SaudiArabia|saudi arabia|saudi-arabien|arabia saudita|саудовск аравия|沙特阿拉伯|沙特
    Serbia|serbien|serbie|серби|塞尔维亚
    Singapore|singapur|singapour|сингапур|新加坡
    Slovakia|slowakei|eslovaquia|словаки|斯洛伐克
    Slovenia|slowenien|eslovenia|словени|斯洛文尼亚
    SouthAfrica|south africa|südafrika|sudáfrica|afrique du sud|南非
    SouthKorea|south korea|südkorea|corea del sur|corée du sud|韩国
    Spain|spanien|españa|espagne|испани|西班牙
    Sudan|sudán|soudan|судан|苏丹
    Sweden|schweden|suecia|suède|швеци|瑞典
    Switzerland|schweiz|suiza|suisse|швейцари|瑞士
    Syria|syrien|siria|syrie|сири|叙利亚
    Taiwan|taiwán|тайван|台湾
    Thailand|tailandia|thaïlande|таиланд|泰国
    Tunisia|tunesien|túnez|tunisie|тунис|突尼斯
    Turkey|türkei|turquía|turquie|турци|土耳其
    Ukraine|ucrania|украин|乌克兰
    UnitedStates|united states|usa|us|u.s|vereinigte staaten|estados unidos|eeuu|ee.uu|ee|uu|états-unis|сша|美国
    Venezuela|венесуэл|委内瑞拉
    Vietnam|вьетнам|越南
    Yemen|jemen|йемен|也门
    Zimbabwe|simbabwe|зимбабве|津巴布韦
    Africa|afrika|áfrica|afrique|африк|非洲
    Asia|asien|asie|ази|亚洲
    Europe|europa|европ|欧洲
    Gaza|gazastreifen|газ|加沙
    HongKong|hong kong|hongkong|гонконг|香港
    Amsterdam|амстердам|阿姆斯特丹
    Athens|athen|atenas|афин|雅典
    Baghdad|bagdad|багдад|巴格达
    Bangkok|бангкок|曼谷
    Barcelona|барселон|巴塞罗那
    Beijing|peking|pekín|pékin|пекин|北京
    Berlin|berlín|берлин|柏林
    Brussels|brüssel|bruselas|bruxelles|брюссел|布鲁塞尔
    Budapest|будапешт|布达佩斯
    BuenosAires|buenos aires|布宜诺斯艾利斯
    Cairo|kairo|el cairo|каир|开罗
    Chicago|чикаго|芝加哥
    Delhi|new delhi|neu-delhi|nueva delhi|дел|新德里
    Dublin|dublín|дублин|都柏林
    Frankfurt|франкфурт|法兰克福
    Geneva|genf|ginebra|genève|женев|日内瓦
    Hamburg|hamburgo|гамбург|汉堡
    Istanbul|estambul|стамбул|伊斯坦布尔
    Jakarta|yakarta|джакарт|雅加达
    Jerusalem|jerusalén|иерусалим|耶路撒冷
    Kabul|кабул|喀布尔
    Kyiv|kiev|kiew|киев|基辅
    Lisbon|lissabon|lisboa|лиссабон|里斯本
    London|londres|лондон|伦敦
    LosAngeles|los angeles|лос-анджелес|洛杉矶
    Madrid|мадрид|马德里
    MexicoCity|mexico city|ciudad de méxico|墨西哥城
    Milan|mailand|milán|milano|милан|米兰
    Moscow|moskau|moscú|moscou|москв|莫斯科
    Mumbai|мумба|孟买
    Munich|münchen|múnich|мюнхен|慕尼黑
    NewYork|new york|nueva york|нью-йорк|纽约
    Oslo|осло|奥斯陆
    Paris|parís|париж|巴黎
    Prague|prag|praga|праг|布拉格
    Rome|rom|roma|рим|罗马
    SanFrancisco|san francisco|旧金山
    Seoul|seúl|séoul|сеул|首尔
    Shanghai|schanghai|шанха|上海
    Stockholm|estocolmo|стокгольм|斯德哥尔摩
    Sydney|sídney|сидне|悉尼
    Tokyo|tokio|токио|东京
    Vienna|wien|viena|вен|维也纳
    Warsaw|warschau|varsovia|варшав|华沙
    Washington|вашингтон|华盛顿
    Zurich|zürich|цюрих|苏黎世";

/// A place of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The label of its hashtag.
    pub label: &'static str,
}

struct Names {
    by_word: HashMap<u64, Place>,
    /// Names in Han characters, with their place.
    han: Vec<(&'static str, Place)>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { by_word: HashMap::new(), han: Vec::new() };
    for line in PLACES.lines() {
        let mut forms = line.trim().split('|');
        let Some(label) = forms.next() else { continue };
        let place = Place { label };
        names.by_word.insert(hash_word(label), place);
        for form in forms {
            if form.chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                names.han.push((form, place));
                names.by_word.insert(hash_word(form), place);
            } else if form.chars().next().is_some_and(|c| ('\u{400}'..='\u{4ff}').contains(&c)) {
                names.by_word.insert(hash_word(&stem_lower(Lang::RU, form)), place);
            } else {
                names.by_word.insert(hash_word(form), place);
            }
        }
    }
    names
});

/// Finds a place by a name as written, or (for Russian) by its stem.
pub(crate) fn find(name: &str) -> Option<Place> {
    NAMES.by_word.get(&hash_word(name)).copied()
}

/// Finds the places a text in Han characters names, in the order of the list, with their name there and their count.
pub(crate) fn in_han_text(text: &str) -> Vec<(&'static str, Place, u32)> {
    let mut found: Vec<(&'static str, Place, u32)> = Vec::new();
    for &(name, place) in &NAMES.han {
        let count = text.matches(name).count() as u32;
        if count == 0 {
            continue;
        }
        match found.iter_mut().find(|other| other.1 == place) {
            Some(other) => other.2 = other.2.max(count),
            None => found.push((name, place, count)),
        }
    }
    found
}
