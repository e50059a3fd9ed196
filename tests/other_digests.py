"""Three digests that have little in common with this repository's: their files as text.

`ENGLISH` is of one language; `THREE` is of Arabic, Japanese and English, of which two have no texts of the interface;
`OWN` has taxonomies of its own and uses none of the built-in ones.
"""

ENGLISH = """
-- content/site.yaml --
title: Grid Notes
description: What is said and done about power grids
base_url: https://grid.example/
languages: [en]
-- content/topics/transmission.md --
---
name: Transmission
summary: Lines and cables
---
-- content/companies/northern-wires.md --
---
name: Northern Wires
kind: company
country: GB
---
Runs the lines in the north.
-- content/themes/faster-permits.md --
---
name: Faster permits
---
-- content/pages/about.md --
---
title: About
---
Notes on grids.
-- content/notes/2026-03-02-cable.md --
---
title: A cable to the islands
date: 2026-03-02
source: {publisher: Example Gazette, url: https://gazette.example/cable, published: 2026-03-01}
summary: Northern Wires is to lay a cable.
why: The islands burn oil.
topics: [transmission]
companies: [northern-wires]
themes: [faster-permits]
claims:
  - {kind: investment, by: northern-wires, what: a cable to the islands, amount: £1.2 billion, due: 2030}
quotes:
  - {text: We will be quick, speaker: Jo Example, role: Chair, of: northern-wires}
---
The cable is 80 kilometres long, and [[northern-wires]] will pay for it.
-- content/notes/2026-02-11-permits.md --
---
title: Permits within a year
date: 2026-02-11
source: {publisher: Example Gazette, url: https://gazette.example/permits}
summary: A bill would bind offices to a year.
why: Lines wait seven years.
topics: [transmission]
themes: [faster-permits]
---
The bill is short.
"""

THREE = """
-- content/site.yaml --
title: {ar: نشرة المياه, ja: 水の便り, en: Water Digest}
description: {ar: أخبار سياسات المياه, ja: 水政策の記録, en: A record of water policy}
base_url: https://water.example/digest/
languages: [ar, ja, en]
zone: Asia/Riyadh
-- content/topics/desalination.md --
---
name: {ar: تحلية المياه, ja: 海水淡水化, en: Desalination}
summary: {ar: الماء من البحر, ja: 海からの水, en: Water from the sea}
---
-- content/companies/nahr.md --
---
name: {ar: شركة نهر, ja: ナハル社, en: Nahr}
summary: {ar: تبني محطات التحلية, ja: 淡水化プラントを建てる会社, en: It builds plants}
kind: company
country: SA
---
تعمل الشركة منذ عام 1990. وتتعاون مع [[aoba]].
-- content/companies/nahr.ja.md --
---
---
1990年から[[aoba]]とともに働いている。
-- content/companies/aoba.md --
---
name: {ar: أوبا, ja: 青葉水道, en: Aoba Waterworks}
kind: company
country: JP
---
-- content/themes/drought.md --
---
name: {ar: الجفاف, ja: 干ばつ, en: Drought}
---
-- content/pages/about.md --
---
title: عن النشرة
---
نشرة عن المياه.
-- content/pages/about.ja.md --
---
title: この便りについて
---
水についての便り。
-- content/notes/2026-03-02-plant.md --
---
title: محطة تحلية جديدة (المرحلة الأولى) في الشرق
date: 2026-03-02
source: {publisher: صحيفة المثال, url: https://news.example/plant, published: 2026-03-01, lang: ar}
summary: تبني شركة نهر محطة جديدة مع أوبا.
why: يعاني الشرق من الجفاف.
topics: [desalination]
companies: [nahr, aoba]
themes: [drought]
claims:
  - kind: investment
    by: nahr
    with: [aoba]
    what: {ar: بناء محطة تحلية, ja: 淡水化プラントの建設, en: a desalination plant}
    amount: $2 billion
    due: 2030-06
    stage: contracted
quotes:
  - {text: سنبدأ هذا العام, speaker: سامي المثال, role: المدير, of: nahr}
---
قالت الشركة إن المحطة ستعمل عام 2030. وتشارك فيها [[aoba]].

## المراحل

1. التصميم
2. البناء
-- content/notes/2026-03-02-plant.ja.md --
---
title: 東部に新しい淡水化プラント
summary: ナハル社が青葉水道とプラントを建てる。
why: 東部は干ばつに苦しんでいる。
---
プラントは2030年に動き出す予定で、[[aoba]]も加わる。
-- content/notes/2026-02-03-reuse.ja.md --
---
title: 下水の再利用が広がる
date: 2026-02-03
source: {publisher: 例新聞, url: https://news.example/reuse, lang: ja}
summary: 三つの都市が下水を再利用する。
why: 川の水が減っている。
topics: [desalination]
companies: [aoba]
---
都市は費用を分け合う。
-- content/notes/2026-01-20-price.en.md --
---
title: The price of water rises
date: 2026-01-20
source: {publisher: Example Gazette, url: https://gazette.example/price, lang: en}
summary: Water costs a tenth more.
why: Pumps need power.
topics: [desalination]
---
It is the first rise in ten years.
"""

OWN = """
-- content/site.yaml --
title: Rules at Sea
base_url: https://sea.example/rules/
languages: [en]
taxonomies:
  countries: {name: Countries, entity: true}
  treaties: {name: Treaties, measure: true}
  waters: {name: Waters}
-- content/countries/norway.md --
---
name: Norway
kind: government
country: NO
---
-- content/treaties/quiet-ships.md --
---
name: Quiet Ships Treaty
kind: treaty
jurisdiction: UN
---
-- content/waters/arctic.md --
---
name: Arctic
---
-- content/notes/2026-03-02-ratified.md --
---
title: Norway takes up the treaty
date: 2026-03-02
source: {publisher: Example Gazette, url: https://gazette.example/ratified}
summary: The treaty is adopted in Norway.
why: Whales hear ships.
countries: [norway]
treaties: [quiet-ships]
waters: [arctic]
claims:
  - {kind: regulation, by: norway, on: quiet-ships, what: a limit on noise, stage: passed}
---
The [[quiet-ships]] treaty needs ten more states.
"""
DIGESTS = {"english": ENGLISH, "three": THREE, "own": OWN}
