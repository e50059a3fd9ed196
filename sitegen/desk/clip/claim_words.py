"""The words by which a sentence is a claim of a kind, at a stage, of a certainty; in each table the first counts."""

import re

from sitegen.content.schema import Certainty, ClaimKind, Stage

_LAW = r"\b(?:[Aa]ct|[Bb]ill|[Ll]aw|[Rr]egulation|[Dd]ecree|[Ee]xecutive order)\b"
_MADE = r"\b(?:passed|signed|in force|into force|effect|enacted|amended|repealed|proposed|adopted)\b"

KINDS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = (
    (
        "ruling",
        re.compile(
            r"판결|소송|선고했|(?:기업결합|인수|합병).{0,20}승인|기각|승소|패소|과징금"
            r"|\b(?:ruled|ruling|lawsuit|sued|court order|fined|settlement)\b"
        ),
    ),
    (
        "forecast",  # the verb at the end says that all of it is one
        re.compile(
            r"(?:예상|전망|추산|예측|관측|기대)(?:된다|됐다|되고\s있다|했다|한다|하고\s있다|하는\s등)|내다봤다|[을ㄹ]\s것으로\s(?:봤다|보고\s있다)"
            r"|\b(?:expect(?:s|ed)?|forecasts?|predict(?:s|ed)?|estimate[sd]?)\b"
        ),
    ),
    (
        "position",  # so does this one
        re.compile(
            r"(?:제안|촉구|주장|요구|권고)(?:했다|해\s왔다|한다|하며|하고|했고)|반대(?:했다|한다)|지지(?:했다|한다)"
            r"|\b(?:proposed?|urged?|opposed?|recommend(?:s|ed)?)\b|\bcall(?:s|ed) (?:for|on)\b"
        ),
    ),
    (
        "regulation",
        re.compile(
            r"(?:법|법안|법률|시행령|고시|규정|규제|행정명령|개정안|제정안)(?:을|를|이|가|은|는|의)?\s?.{0,40}"
            r"(?:시행|통과|의결|공포|제정|개정|발의|상정|입법예고|폐지|발효|서명)(?:을\s)?"
            r"(?:했|해\s|하기로|한다|한\s|할\s|됐|된다|되고|될|돼|시켰|시킨|시키|키로|에\s들어|추진|예고)"
            rf"|{_LAW}.{{0,80}}{_MADE}|{_MADE}.{{0,60}}{_LAW}"
        ),
    ),
    ("supply", re.compile(r"공급|납품|수출\s?계약|\bsuppl(?:y|ies|ied|ying)\b")),
    (
        "procurement",
        re.compile(
            r"구매|(?:사업자|기관|업체|기업)(?:으)?로\s.{0,60}선정(?:했|하)|도입(?:하|한|할|키로)|조달|매입|사들|\b(?:buy|bought|purchase|procure|order)(?:s|d|ing|ment)?\b"
        ),
    ),
    (
        "funding",
        re.compile(
            r"(?:예산|펀드|기금|보조금|지원금|융자).{0,30}(?:조성|편성|지원|투입|출연|배정|확정|책정)|지원(?:하기로|하겠|하고|한다|할\s(?:계획|방침))"
            r"|\b(?:fund|grant|subsid(?:y|ie|i[sz]e)|loan)(?:s|ed|ing)?\b"
        ),
    ),
    ("investment", re.compile(r"투자(?!자|사|청)|출자|투입|\b(?:invest(?:s|ed|ing|ment)?|spend|raise[sd]?)\b")),
    ("employment", re.compile(r"채용|고용|일자리|뽑(?:기로|는다|을|게)|\b(?:hire|hires|hiring|employ|jobs)\b")),
    (
        "establishment",
        re.compile(
            r"설립|신설|출범|개소|\b(?:establish(?:es|ed|ing)?|set(?:s|ting)? up|launch(?:es|ed|ing)?)\b"
            r"|\bopen(?:s|ed)? an? (?:\w+ )?(?:office|lab|centre|center)"
        ),
    ),
    (
        "capacity",
        re.compile(
            r"구축|건설|건립|착공|증설|준공|기공식|첫\s삽|짓(?:기로|겠|는|고)|가동(?!되면|하면)"
            r"|\b(?:build|builds|built|building|construct|operat)(?:s|ed|e|ing)?\b|\bbr(?:eak|oke) ground"
        ),
    ),
    (
        "agreement",
        re.compile(
            r"협약|양해각서|MOU|의향서|협정|합의|계약|\b(?:memorandum|agreement|letter of intent|contract|deal)\b"
        ),
    ),
    (
        "partnership",
        re.compile(r"협력|협업|제휴|파트너십|손잡|\b(?:partner|collaborat|cooperat|team(?:s|ed)? up)\w{0,6}\b"),
    ),
    (
        "capacity",
        re.compile(r"데이터센터|발전소|공장|단지|설비|\b(?:data cent(?:re|er)|campus|plant|fab|wind farm|site)s?\b"),
    ),
)
STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    ("cancelled", re.compile(r"취소|철회|백지화|무산|\b(?:cancel|scrap|withdr)\w{2,6}")),
    ("delayed", re.compile(r"연기(?:했|됐|하|되|한)|지연|미뤄|미뤘|미루|\b(?:delay|postpon)\w{1,4}")),
    ("loi", re.compile(r"의향서|LOI|[Ll]etters? of intent")),
    ("mou", re.compile(r"양해각서|업무\s?협약|MOU|MOA|[Mm]emorand(?:um|a)")),
    (
        "committed",
        re.compile(
            r"투자(?:를|하기로) ?(?:최종 )?(?:결정|확정)(?:했|한)|\b(?:decided to invest|final investment decision)"
        ),
    ),
    (
        "contracted",
        re.compile(
            r"(?:계약|협정).{0,12}(?:체결|맺|따냈)|수주(?:했|한)"
            r"|\bsigned (?:a|an|the) .{0,30}(?:contract|deal)|\b(?:contract|deal|agreement) (?:signed|with)"
        ),
    ),
    ("done", re.compile(r"준공(?:했|됐|식|\.?$)|완공(?:했|됐)|완료(?:했|됐)|\bcompleted\b")),
    (
        "operating",
        re.compile(
            r"가동(?:했|을\s시작|에\s들어|을\s개시|됐)|운영(?:을\s시작|에\s들어)|개소(?:했|식)|출범(?:했|시켰)|설립했"
            r"|\b(?:began operat|went live|opened|is operating|launched)"
        ),
    ),
    (
        "building",
        re.compile(
            r"착공(?:했|식|에\s들어)|기공식|공사를\s시작|첫\s삽을\s(?:떴|뜬)"
            r"|\b(?:broke ground|(?:started|began) construction|under construction)"
        ),
    ),
    (
        "permitted",
        re.compile(r"(?:인허가|허가|승인)(?:를|을)?\s?(?:받았|받은|얻|났|했)|\b(?:approved|permitted|licen[cs]ed)\b"),
    ),
    ("agreed", re.compile(r"합의했|기로\s?합의|협약을?\s(?:맺|체결)|\b(?:agreed|agrees) (?:to|on|with)")),
)
# What is only talked about is no claim: an editor who wants one writes what is reported of it, and by whom.
CONSIDERED = re.compile(
    r"(?:검토|논의|고려|타진|협의|조율|저울질)(?:하고|되고|가|를|도)?\s?(?:있|중이|중인|하는\s중|에\s착수|이뤄지고|오가고|진행)"
    r"|(?:논의|검토|협의)하기로|가능성(?:을|도)\s열어|여지를\s남"
    r"|\b(?:consider(?:s|ing)|is exploring|are exploring|weigh(?:s|ing)|mulling|(?:in|held|holding) talks"
    r"|may|might|could)\b"
)
ANNOUNCED = re.compile(
    r"(?:겠다고|기로\s했다고|[는한]다고|할\s?계획이라고|방침이라고|계획을|방침을)\s(?:[^\s]+\s)?(?:밝혔|발표했|전했|말했|공개했|내놨)"
    r"|\b(?:announced|pledged|committed)\b|\bsa(?:id|ys) (?:\w+ ){0,3}(?:will|would)\b"
)
GENERATES = re.compile(
    r"발전(?!시키|하)|재생에너지|태양광|풍력|원전"
    r"|\b(?:[Ww]ind|[Ss]olar|[Rr]enewable|[Nn]uclear|power plants?|generat\w{1,5})\b"
)
AGREED_WITH = re.compile(r"기로\s?(?:했|뜻)|손잡았|손을\s잡았")  # alone somebody decides, with somebody they agree
LAW_STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    ("vetoed", re.compile(r"거부권|\bvetoed\b")),
    ("repealed", re.compile(r"폐지(?:했|됐|된|한)|\brepealed\b")),
    (
        "in-force",
        re.compile(
            r"시행(?:됐|에\s들어|했|되고)|발효(?:됐|했)|\b(?:in(?:to)? force|took effect|takes effect|into effect)\b"
        ),
    ),
    ("amended", re.compile(r"개정(?:됐|했|된)|\bamended\b")),
    ("passed", re.compile(r"통과|의결|공포|제정(?:했|됐|된)|\b(?:passed|enacted|adopted|signed)\b")),
    ("proposed", re.compile(r"발의|상정|입법예고|제출|\b(?:proposed|introduced)\b")),
)
COURT_STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    ("appealed", re.compile(r"항소|상고|\bappeal")),
    ("settled", re.compile(r"합의|\bsettle")),
    ("decided", re.compile(r"판결|선고|기각|승소|패소|부과|승인|\b(?:ruled|ruling|fined|ordered)\b")),
    ("filed", re.compile(r"제기|소송을|\b(?:sued|filed)\b")),
)
CERTAINTY: tuple[tuple[Certainty, re.Pattern[str]], ...] = (
    (
        "rumoured",
        re.compile(
            r"관측(?:이|도)\s|소문|설이\s|[을를]\s?듯|가능성이\s(?:있|제기|거론)|\b(?:rumou?r|may be|is said to)"
        ),
    ),
    (
        "reported",
        re.compile(
            r"알려졌|전해졌|보도했|보도됐|것으로\s(?:전해|알려|파악)|\b(?:according to (?:people|sources)|reportedly)"
        ),
    ),
    (
        "planned",
        re.compile(
            r"계획|추진|예정|방침|목표|구상|예고"
            r"|\b(?:plan(?:s|ned|ning)?|aim(?:s|ed)?|intends?|target(?:s|ing)?)\b"
        ),
    ),
)
UNDERTAKES = re.compile(
    r"밝혔|밝힌|발표|체결|맺|합의|기로\s|추진|계획|예정|방침|검토|투자한|투자할|투자하|공급한|공급할|공급하|착공|준공|가동|설립|출범|예고|제안|"
    r"전망|예상|기대|촉구|시행|통과|의결|약속|논의|짓|확대한|구축한|구축하|선고|부과|제기|조성|편성|채용(?:하|한|할)|뽑기로|뽑는|뽑게|사들|늘린|늘릴|취소|연기|수주|선정|확정|"
    r"도입|관측|요구|개정|공포|발의|미뤘|승인|열어두|내다봤|개소|손잡|기공식|확보한|구매한|구매해|허가를|신설|쓴다고|지원하"
    r"|\b(?:will|would|plans?|planned|announced|said|says|signed|agreed|agrees|aims?|committed|pledged|expects?|expected|"
    r"proposed|launched|opened|passed|adopted|broke|approved|ruled|fined|sued|cancelled|canceled|delayed|urged|urges|"
    r"called|calls|invested|intends|completed|began|started|supplies|partnered|vetoed|repealed|"
    r"takes effect|took effect|postponed|licen[cs]ed|raised|raises)\b"
)
SAYS = re.compile(r"기로\s(?:했|합의)|밝혔|발표했|전했|말했|설명했|예고했|\b(?:said|announced|says)\b")
