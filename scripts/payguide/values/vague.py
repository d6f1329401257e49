"""Words that say nothing of where a link leads, by language."""

from __future__ import annotations

import re

_NOISE = re.compile(r"[\W_]+")

_VAGUE: dict[str, str] = {
    "en": "here|click|click here|click this|click this link|click the link|tap here|press here|go|go here|see here"
    "|right here|this|this link|that link|this page|this site|link|the link|more|read more|see more|view more"
    "|learn more|more info|more information|find out more|more details|see details",
    "zh": "这里|此处|这儿|这个|此|点击|点击这里|点击此处|点击链接|点击查看|点击进入|点击了解|点击了解更多|点这里|点这儿"
    "|点此|点此查看|点此进入|点我|戳这里|戳我|轻点这里|按这里|按此|单击此处|单击这里|请点击|请点击这里|请点击此处|请点这里"
    "|请点此|见此|见这里|看这里|链接|此链接|该链接|这个链接|本链接|网址|更多|查看|查看更多|查看详情|了解更多|了解详情"
    "|阅读更多|更多信息|更多内容|更多详情|详情|详细|详见|传送门|进入|前往"
    "|這裡|這裏|此處|點擊|點擊這裡|點擊這裏|點擊此處|點這裡|點此|點我|按此|按這裡|請點擊|請按此|連結|鏈接|此連結|查看詳情"
    "|了解詳情|閱讀更多|更多資訊|詳情|詳見|前往",
    "ja": "こちら|ここ|こちらをクリック|ここをクリック|クリック|リンク|このリンク|詳細|詳細はこちら|詳しくはこちら"
    "|もっと見る|続きを読む|続きはこちら",
    "ko": "여기|여기를 클릭|여기를 클릭하세요|여기를 누르세요|클릭|링크|이 링크|더 보기|더보기|자세히|자세히 보기",
    "de": "hier|hier klicken|klicken sie hier|klick hier|klicke hier|link|dieser link|mehr|mehr lesen|weiterlesen"
    "|mehr erfahren|mehr infos|mehr informationen",
    "fr": "ici|cliquez ici|cliquer ici|lien|ce lien|plus|en savoir plus|lire la suite|voir plus|suite|plus d infos",
    "es": "aquí|haz clic aquí|haga clic aquí|clic aquí|pulse aquí|enlace|este enlace|más|leer más|ver más|saber más"
    "|más información|detalles",
    "pt": "aqui|clique aqui|clica aqui|link|este link|ligação|mais|ler mais|leia mais|ver mais|saiba mais"
    "|mais informações|detalhes",
    "it": "qui|clicca qui|cliccare qui|link|questo link|altro|leggi di più|scopri di più|maggiori informazioni"
    "|dettagli",
    "ru": "здесь|тут|нажмите здесь|нажмите сюда|сюда|ссылка|эта ссылка|по ссылке|по этой ссылке|подробнее|далее"
    "|читать далее|узнать больше|больше",
    "ar": "هنا|اضغط هنا|انقر هنا|رابط|هذا الرابط|المزيد|اقرأ المزيد|التفاصيل",
}
_WORDS = {code: frozenset(words.split("|")) for code, words in _VAGUE.items()}


def is_vague(text: str, locale: str) -> bool:
    """Whether `text` is nothing but such words of `locale`'s language; False for a language that is not listed."""
    if len(text) > 40:
        return False
    words = _NOISE.sub(" ", text.casefold()).strip()
    return words in _WORDS.get(re.split(r"[-_]", locale.casefold())[0], frozenset())
