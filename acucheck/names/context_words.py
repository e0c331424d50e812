"""The words that stand around a name without being part of it, and those that say it does not count now.

Plain word lists and patterns: what each of them does to a name is decided in `pieces`.
"""

from __future__ import annotations

from acucheck.model.answers import Use
from acucheck.names.lazy_pattern import LazyPattern

_NUMBER = r"\d+(?:[.,]\d+)*"
_UNIT = (
    r"(?:mg|milligrams?|mcg|micrograms?|µg|μg|ug|g|grams?|kg|ml|millilit(?:er|re)s?|l|iu|i\.u\.|ie|ui|u|units?|mmol|meq|%"
    r"|puffs?|drops?|sprays?)"
)

STRENGTH = LazyPattern(
    rf"(?<![^\W\d_])(?:{_NUMBER}\s*{_UNIT}(?![^\W\d_])"  # 5 mg, 2,5mg, 100 units
    rf"|{_NUMBER}(?:\s*[-/x\u00d7]\s*{_NUMBER})+"  # 5/325, 1-0-1, 2 x 500
    rf"|[x\u00d7]\s*\d+(?!\w)|\d+\s*[x\u00d7](?!\w))"
    rf"(?:\s*/\s*(?:{_NUMBER}\s*)?(?:{_UNIT}|h|hr|hrs|hours?|days?|dose)(?![^\W\d_]))?"
)
"""A dose: a number with its unit, or numbers joined by strokes."""

GLUED = LazyPattern(rf"(?<=[^\W\d_]){_NUMBER}\s*(?:mg|mcg|µg|μg|g|ml|iu|%)(?![^\W\d_])")
"""A dose without a space in front of it: ramipril5mg."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FORMS = _words(
    "tablet tablets tab tabs capsule capsules caps cap pill pills caplet caplets softgel softgels gelcap gelcaps"
    " injection injections inj pen pens syringe syrup solution suspension liquid suppository suppositories patch"
    " patches infusion infusions drip depot lozenge lozenges chewable dispersible effervescent soluble granules powder"
    " sachet sachets ampoule vial film coated enteric gastro resistant ec sr xr xl mr cr er la dr retard prolonged"
    " extended sustained modified slow controlled delayed immediate release oral orally sublingual po sc iv im"
    " subcutaneous intravenous intramuscular tablette tabletten filmtabletten kapsel kapseln comprimé comprimés"
    " comprimido comprimidos compressa compresse gélule gélules cápsula cápsulas stick strip strips dose doses dosage"
    " strength extract"
)
"""Ways a medicine is made up and taken that act in the whole body, or say nothing about it."""

LOCAL_FORMS = _words(
    "cream creams ointment ointments lotion lotions gel gels foam foams shampoo eye eyes ear ears nose nasal spray"
    " sprays drop drops eyedrop eyedrops inhaler inhalers inhaled inhalation puffer puffers nebuliser nebulisers"
    " nebulizer mouthwash gargle pessary pessaries vaginal vaginally topical topically paint plaster plasters skin"
    " turbohaler accuhaler evohaler respimat tropfen augentropfen nasenspray salbe creme collyre crème pommade pomada"
    " colirio gouttes gotas"
)
"""Words of forms that act where they are put; whether they do is told by LOCAL below."""

OFTEN = _words(
    "at in the once twice thrice daily weekly monthly nightly day days daytime week weeks month months morning"
    " mornings evening evenings night nights nighttime noon lunchtime lunch breakfast dinner bedtime bed meal meals"
    " food hour hours hourly hrs od bd bid tds tid qds qid qd qod qhs hs prn nocte mane stat am pm alternate every"
    " each per times time needed required necessary sometimes occasionally regularly regular always usually often one"
    " two three four half a an täglich morgens abends mittags"
)

SALTS = _words(
    "sodium potassium calcium magnesium hydrochloride hcl hydrobromide hydrochlorid besilate besylate mesilate"
    " mesylate maleate tartrate succinate fumarate sulfate sulphate phosphate citrate acetate bisulfate bisulphate"
    " hydrogensulfate hydrogen sulphonate etexilate natrium kalium monohydrate dihydrate trihydrate anhydrous arginine"
    " erbumine medoxomil cilexetil dipropionate valerate furoate propionate bromide chloride nitrate lysine olamine"
    " tromethamine tosylate dimesylate disodium dipotassium pamoate decanoate enanthate"
)
"""Salts and esters, where they follow the medicine."""

COMPANIES = _words(
    "apo teva sandoz ratiopharm ratio mylan viatris hexal stada accord actavis auro aurobindo zentiva krka ranbaxy"
    " cipla sun lupin reddys reddy arrow biogaran zydus torrent glenmark almus wockhardt pfizer bayer merck novartis"
    " sanofi gsk astrazeneca roche lilly boehringer janssen takeda cinfa normon kern novo pms jamp mint ran riva taro"
    " sivem pharmascience heumann abz al 1a pharma eg doc generics generici aristo betapharm puren tad winthrop"
    " almirall bluefish medreich brown burk milpharm macleods intas natco alembic unichem mankind abbott chemmart"
    " terry apotex sigma amneal greenstone perrigo par hikma bristol dexcel crescent rosemont thornton ross nordmark"
    " basics labs laboratories ltd inc gmbh"
)

FILLERS = _words(
    "i i'm im ive i've am is are was be been do does have has had take takes taking took taken use uses using used on"
    " my the some of to in at by it its this that also just only still now currently presently today lately since"
    " about approx generic brand branded named called prescription prescribed otc medicine medicines medication"
    " medications meds med drug drugs tablet supplement supplements vitamin's herbal natural product low high small"
    " big large little max maximum minimum double extra strong mild new old nr no. number plus please thanks ok okay"
    " yes dr doctor gp from when with and or then me mine own ich nehme je prends tomo"
)
"""Words that say nothing about what is taken."""

REMARK_STARTS = _words(
    "they it he she which that this these as because so course only although though when while until since due"
)
"""What begins a remark on the name before it."""

REMARKS = _words(
    "for because since due against after before until if when while as per following to fuer für pour para"
)
"""What begins the reason for a medicine, when it stands behind the name."""

LOCAL = LazyPattern(
    r"\b(?:creams?|ointments?|lotions?|gels?(?!\s*caps?)|foams?|shampoos?|eye\s*-?\s*drops?|eyedrops?|ear\s*-?\s*drops?"
    r"|nose\s*drops?|nasal(?:\s*sprays?|\s*drops?)?|nose\s*sprays?|inhalers?|inhaled|inhalation|puffers?|nebuli[sz]ers?"
    r"|mouth\s*-?\s*wash(?:es)?|gargles?|pessar(?:y|ies)|vaginal(?:ly)?|topical(?:ly)?|emulgel|turbohaler|accuhaler|evohaler"
    r"|respimat|paint|plasters?|augentropfen|nasenspray|salbe|creme|collyre|crème|pommade|pomada|colirio|gotas\s+para\s+los\s+ojos"
    r"|in\s+(?:my|the)\s+eyes?|on\s+(?:my|the)\s+skin)\b"
)
"""Forms that act where they are put."""

RUN_TOGETHER = LazyPattern(
    r"(?:(?:\u9320|\u30ab\u30d7\u30bb\u30eb|\u914d\u5408\u9320|\u80f6\u56ca|\u81a0\u56ca|\u7247|\u4e38"
    r"|\u6ce8\u5c04\u6db2|\u6563|\uc815)(?=\s|$))|(?<!\w)[dl]['\u2019](?=\w)"
)
"""Tablet, capsule and the like where a script puts no space in front; the article that French runs into a name."""

FOR = LazyPattern(
    r"(?:my\s+|some\s+|a\s+)?(?P<form>tablets?|pills?|medicines?|medication|injections?)"
    r"\s+for\s+(?:my\s+|the\s+)?(?P<what>.+)"
)

PERHAPS_LOCAL = LazyPattern(r"\b(?:drops?|sprays?|tropfen|gouttes|gotas)\b")
"""Forms that may be either."""

ACTS_ANYWAY = frozenset(
    {"opioid", "nitrate-vasodilator", "prostacyclin", "photosensitiser", "haemostatic-marker", "insulin"}
)
"""Classes whose sprays, inhalers or creams are meant for the whole body, or matter at the skin itself."""

_KIN = (
    r"(?:husband|wife|partner|mother|mum|mom|father|dad|son|daughter|child|baby|brother|sister|friend|dog|cat|horse|neighbou?r"
    r"|gran|granny|grandma|grandmother|grandfather|grandpa|aunt|uncle|cousin|boyfriend|girlfriend|flatmate|parents?|family"
    r"|in-laws?|nan|twin|roommate|colleague|spouse)"
)
_LONG_AGO = (
    r"(?:years?\s+ago|yrs?\s+ago|months?\s+ago|last\s+(?:year|spring|summer|autumn|fall|winter|month)|long\s+ago|ages\s+ago"
    r"|a\s+while\s+back|(?:in|since|until|till)\s+(?:19|20)\d\d|as\s+a\s+(?:child|kid|teenager|baby)|in\s+(?:my|the)\s+(?:past|youth"
    r"|childhood|teens|twenties)|(?:19|20)\d\d\b)"
)
_STOPPED = (
    r"(?:stopped|came\s+off|come\s+off|finished|quit|discontinued|ceased|gave\s+up|given\s+up|no\s+longer|not\s+any\s*more"
    r"|any\s*more|completed|ended|withdrawn|off)"
)

UNSURE = LazyPattern(
    r"\b(?:not\s+(?:sure|certain)|unsure|don'?t\s+know|no\s+idea|maybe|perhaps|possibl[ey]|might|i\s+think|suspected|query)\b"
    r"|\?\s*$"
)

Contexts = tuple[tuple[LazyPattern, Use | None], ...]

_ALLERGY = LazyPattern(
    r"\b(?:allerg(?:y|ies|ic)|reaction\s+to|intoleran(?:t|ce)|sensitive\s+to|avoid(?:s|ed|ing)?)\b|\bmakes?\s+me\s+(?:sick|ill|unwell|itch|vomit)\b"
    r"|^\s*(?:i\s+)?(?:cannot|can'?t|must\s*n[o']t|must\s+not|should\s*n[o']t)\s+(?:have|take|tolerate)\b"
)
_KIN_HAS = LazyPattern(
    rf"\b(?:my|his|her|their|our|the)\s+(?:\w+[\s-])?{_KIN}\s+(?:is|was|takes?|took|uses?|has|had|have|needs?|got|gets|are)\b"
    rf"|\bfor\s+(?:my|the|our)\s+(?:\w+\s+)?{_KIN}\b|\bfamily\s+(?:history|member)|\b(?:in|on)\s+(?:my|the)\s+family\b"
    rf"|^\s*(?:\w+\s+)?{_KIN}\s+(?:is|takes?|uses?|has|had|with)\b|\b(?:on|of)\s+(?:my|the)\s+{_KIN}'?s\s+side\b"
    rf"|\bruns\s+in\s+(?:my|the)\s+family\b"
)
_TAKES_OF_KIN = LazyPattern(
    rf"\b(?:tak(?:e|es|ing)|took|us(?:e|es|ing|ed)|borrow(?:s|ed|ing)?|shar(?:e|es|ing))\b.*\b{_KIN}(?:'s|\u2019s|s')\s"
)
_OF_KIN = LazyPattern(rf"\b{_KIN}(?:'s|\u2019s|s')\s")
_NOT_YET = LazyPattern(
    r"\b(?:suggested|recommended|offered|considering|thinking\s+of|about\s+to|going\s+to|will|may|not\s+started|not\s+yet)\b"
)
_STOPPED_LONG_AGO = LazyPattern(rf"\b{_STOPPED}\b.*{_LONG_AGO}|{_LONG_AGO}.*\b{_STOPPED}\b")
_STOPPED_LATELY = LazyPattern(rf"\b{_STOPPED}\b|\bstop\b|\bpaused\b|\bskipp?ed\b|\bhalted\b")
_PAST = LazyPattern(
    rf"\b(?:used\s+to\s+(?:take|be\s+on|use|have)|previously|formerly|in\s+the\s+past|ex-?user)\b"
    rf"|\b(?:was|were|took|had|taken|been)\b.*{_LONG_AGO}|{_LONG_AGO}\s*$"
)
_NOT = LazyPattern(
    r"\b(?:(?:no|not|never|without|neither|nor|don'?t|doesn'?t|isn'?t|refuses?|declined|denies|keine?|nicht|sin)\b"
    r"|pas\s+d[e'\u2019])"
)
_OVER = LazyPattern(
    r"\b(?:used\s+to\s+have|cured|in\s+remission|resolved|outgrew|gone|recovered|as\s+a\s+(?:child|kid|baby))\b"
)

MEDICINE_CONTEXTS: Contexts = (
    (UNSURE, None),
    (_NOT_YET, None),
    (_ALLERGY, Use.ALLERGY),
    (_KIN_HAS, Use.SOMEONE_ELSE),
    (_TAKES_OF_KIN, None),
    (_OF_KIN, Use.SOMEONE_ELSE),
    (_STOPPED_LONG_AGO, Use.PAST),
    (_STOPPED_LATELY, None),
    (_PAST, Use.PAST),
    (_NOT, Use.NOT_TAKEN),
)
"""What tells that a medicine does not simply count now, first match first, and how it is set aside; None is asked.

One stopped lately is asked about: some act for days after the last dose.
"""

CONDITION_CONTEXTS: Contexts = (
    (UNSURE, None),
    (_KIN_HAS, Use.SOMEONE_ELSE),
    (_OF_KIN, Use.SOMEONE_ELSE),
    (_OVER, None),
    (_NOT, Use.NOT_TAKEN),
)
"""The same for conditions. Most of them stay true, so only what is said to be over is asked about."""

AILING = _words(
    "arm arms leg legs hand hands foot feet knee knees hip hips wrist wrists ankle ankles elbow elbows finger fingers"
    " toe toes one two three four five six ten recently lately just wearing wear but i i'm im am is are was be been"
    " have has had having got get getting with a an the my of in on to from for it its that and or since about very"
    " bit little mild severe moderate slight serious bad chronic acute old new known diagnosed diagnosis condition"
    " disease disorder problem problems trouble issue issues history past previous previously former earlier current"
    " currently now today sometimes often always years year ago months month weeks week last long time well controlled"
    " stable treated untreated medication suffer suffering suffers some slightly also both left right side sided"
    " patient pt hx h/o dx yes please"
)
"""Words around a condition that do not change which it is."""

DOING = _words(
    "session sessions treatment treatments therapy a an the some of with by on using full short long minutes min"
)
"""Words around a technique."""
