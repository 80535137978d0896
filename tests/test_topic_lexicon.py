"""What the press calls each topic, and what only looks like it: one invented sentence for each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from topic_documents import discussed, found

from toolkit.extract import lexicons
from toolkit.extract.names.register import default_register as register

CODES = Path(__file__).resolve().parents[1] / "schemas" / "codes" / "topic_codes.csv"

NAMED = {
    "afghanistan": "the evacuation from Kabul; the Taliban; the pullout from Afghanistan; Bagram",
    "africa_security": "Darfur; the fighting in Tigray; the Sahel; M23; the crisis in Goma",
    "agriculture": "fisheries; mad cow disease; sugar quotas; the ban on beef; illegal fishing",
    "alliance_nato": "NATO enlargement; defence spending; Sweden's accession; burden sharing",
    "arms_control": "the ABM Treaty; missile defence; Novichok; sarin; the cluster munitions",
    "asia_pacific": "Myanmar; the Rohingya; AUKUS pact members; East Timor; the Indo-Pacific",
    "aviation": "the downing of MH17; direct flights; an order for Airbus; MH370; civil aviation",
    "balkans": "the status of Kosovo; Srebrenica; the Dayton Accords; Republika Srpska",
    "bilateral_relations": "bilateral ties; the strategic partnership; ways to mend ties",
    "border_dispute": "the Falklands; Doklam; buying Greenland; the border row",
    "caucasus": "South Ossetia; Nagorno-Karabakh; the Lachin corridor; the war in Georgia",
    "ceasefire": "a truce between the armies; a cessation of hostilities; an end to the fighting",
    "climate": "the Copenhagen conference; COP26; the Paris Agreement; the Amazon rainforest",
    "condolences_congratulations": "her birthday; congratulations; his condolences; Eid greetings",
    "consular": "the expelled diplomats; stranded citizens; the storming of the embassy",
    "coups": "the coup; the military takeover; a return to constitutional order; the junta",
    "cuba": "Cuba; the blockade of Cuba; Havana",
    "culture_sport": "the Olympics; the World Cup; the Parthenon marbles; the pandas",
    "cybersecurity": "ransomware; cyber attacks; hackers; election hacking; hybrid threats",
    "defence_cooperation": "the F-16s; the sale of submarines; the Futenma base; joint patrols",
    "detained_persons": "the jailed journalists; Navalny's poisoning; the detained Canadians",
    "development_aid": "debt relief; the Millennium Development Goals; poverty; African debt",
    "economy_finance": "the eurozone crisis; the Greek bailout; inflation; exchange rates",
    "education_exchanges": "student exchanges; joint research; the Confucius Institutes",
    "elections": "the disputed vote count; free elections; a referendum; the tally sheets",
    "energy": "Nord Stream 2; oil output; gas supplies; the Akkuyu plant; LNG exports",
    "european_union": "Brexit; the Northern Ireland protocol; EU accession; the Irish backstop",
    "export_controls": "export controls; the entity list; chip exports; lithography",
    "fentanyl_drugs": "fentanyl; cocaine; precursor chemicals; Plan Colombia; the drug cartels",
    "food_security": "the grain corridor; famine; fertiliser exports; Ukrainian grain",
    "global_governance": "reform of the Security Council; peacekeepers; BRICS; the UN Charter",
    "health_pandemic": "Ebola; Covid vaccines; SARS; swine flu; the origins of the virus; Zika",
    "hong_kong": "Hong Kong; the umbrella movement",
    "human_rights": "human rights; the death penalty; press freedom; the land seizures",
    "humanitarian_aid": "aid convoys; a humanitarian corridor; the protection of civilians",
    "india_pakistan": "Kashmir; the Line of Control; the Pahalgam attack; the Kartarpur corridor",
    "infrastructure": "the railway; the Panama Canal; the Belt and Road Initiative; Chabahar port",
    "intelligence_sharing": "the spy balloon; the tapping of her phone; the NSA affair; WikiLeaks",
    "investment": "foreign investment; the takeover of U.S. Steel; joint ventures",
    "iran": "the nuclear deal with Iran; JCPOA; the Strait of Hormuz; uranium enrichment; snapback",
    "israel_palestine": "Gaza; the West Bank; Hamas; settlements in Hebron; the two-state solution",
    "japan_china": "the Senkaku islands; the Yasukuni visit; Diaoyu",
    "korea_unification": "inter-Korean ties; the sinking of the Cheonan; an end to the Korean War",
    "maritime_security": "piracy; freedom of navigation; attacks on ships; Montreux",
    "middle_east": "Lebanon; Yemen; Libya; the Houthis; the Abraham Accords; the Qatar blockade",
    "migration": "refugees; the Calais camp; deportation flights; asylum seekers; the border wall",
    "military_aid": "Patriot batteries; Leopard tanks; ATACMS; arms deliveries; ammunition",
    "military_exercises": "the joint drills; Zapad exercises; the massing of troops; war games",
    "natural_disasters": "the earthquake; the floods; a hurricane; the tsunami; bushfires",
    "north_korea": "North Korea; the abductees; the six-party talks; Pyongyang's missiles",
    "nuclear_arms": "the New START treaty; nuclear weapons; the test ban treaty; nuclear tests",
    "organised_crime": "extradition; money laundering; the gangs and gang violence; Interpol",
    "peace_talks": "the peace plan; the Normandy format; mediation; the Geneva talks",
    "prisoners_hostages": "the hostages; a prisoner swap; the Chibok girls; the prisoners of war",
    "rare_earths": "rare earths; critical minerals; lithium; gallium; permanent magnets",
    "regional_security": "regional issues; Haiti; stability in the region; Belarus",
    "sanctions": "sanctions; the oil price cap; SWIFT; an arms embargo; Caatsa",
    "security": "the security situation; European security; national security",
    "security_guarantees": "security guarantees; the coalition of the willing; reassurance force",
    "south_china_sea": "the South China Sea; Scarborough Shoal; the Spratlys",
    "space": "the space station; the Artemis Accords; satellites; Baikonur",
    "state_visit": "a state visit; an invitation to visit; his forthcoming visit",
    "summit_planning": "a summit; their next meeting; preparations for the summit; the G20 summit",
    "supply_chains": "supply chains; the chip shortage; de-risking",
    "syria_iraq": "the war in Iraq; Aleppo; weapons inspections; Saddam Hussein; the Kurds",
    "taiwan": "Taiwan; the Taiwan Strait; the one-China policy; cross-strait ties",
    "tariffs": "tariffs; the steel duties on pipes; Section 232; a trade war; import duties",
    "technology": "artificial intelligence; semiconductors; intellectual property; robotics",
    "telecoms": "5G; Huawei; undersea cables; Starlink",
    "terrorism": "terrorism; the London bombings by al-Qaeda; the Bataclan; Islamic State; 9/11",
    "tiktok": "TikTok; ByteDance",
    "tourism_visas": "visas; tourism; the travel ban; a visa waiver",
    "trade": "trade; NAFTA; the Doha round; softwood lumber; imports of steel; Mercosur",
    "ukraine_war": "Crimea; the Minsk agreements; the Donbas; the invasion of Ukraine; Mariupol",
    "venezuela": "Venezuela; Maduro; the Venezuelan crisis",
    "water": "the Nile dam; water sharing; the Colorado River; the Teesta",
    "xinjiang_tibet": "Xinjiang; the Uyghurs; the Dalai Lama; Tibet",
}
CASES = [(code, words) for code, listed in NAMED.items() for words in listed.split("; ")]


def _codes(sentence: str) -> set[str]:
    return {code for code, _ in discussed(sentence)}


def test_every_code_has_wordings() -> None:
    with CODES.open(encoding="utf-8", newline="") as handle:
        assert set(NAMED) == {row["code"] for row in csv.DictReader(handle)}


@pytest.mark.parametrize(("code", "words"), CASES)
def test_a_call_about_it_gives_the_code(code: str, words: str) -> None:
    assert code in _codes(f"<two|The two leaders> discussed {words} in the call.")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a landslide election victory", "natural_disasters"),
        ("the world's two largest economies", "economy_finance"),
        ("peace and security", "security"),
        ("food security", "security"),
        ("the national security adviser", "security"),
        ("plans to meet during a gathering of the Group of 20", "global_governance"),
        ("a speech to the United Nations General Assembly", "global_governance"),
        ("ties between Iran and Norway", "bilateral_relations"),
        ("close cooperation between the two countries on piracy", "bilateral_relations"),
        ("the cousins of extremists", "terrorism"),
        ("a town that saw a bombing", "terrorism"),
        ("the Black Sea", "maritime_security"),
        ("what duties he has", "tariffs"),
        ("the match", "culture_sport"),
        ("October 7", "israel_palestine"),
        ("11 September", "terrorism"),
        ("July 15", "coups"),
        ("a walk under the moon", "space"),
        ("police", "organised_crime"),
        ("the health of the king", "health_pandemic"),
        ("negotiations", "peace_talks"),
        ("a dinner of salmon", "agriculture"),
        ("the withdrawal of troops", "military_exercises"),
    ],
)
def test_a_look_alike_does_not(words: str, code: str) -> None:
    marked = words.replace("Iran", "<iran>").replace("Norway", "<norway>")
    assert code not in _codes(f"<two|The two leaders> discussed {marked} in the call.")


def test_the_region_is_the_one_that_is_named() -> None:
    sentence = "<two|The two leaders> discussed {}stability in the region in the call."
    assert _codes(sentence.format("")) == {"regional_security"}
    assert _codes(sentence.format("the Sahel and ")) == {"africa_security"}


def test_the_codes_narrower_than_a_region_are_codes() -> None:
    with CODES.open(encoding="utf-8", newline="") as handle:
        broader = {row["code"]: row["broader"] for row in csv.DictReader(handle)}

    def below(code: str) -> bool:
        while code:
            code = broader[code]
            if code == "regional_security":
                return True
        return False

    assert lexicons.words("topic_region_codes") == {c for c in broader if below(c)}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the situation in Chad", "africa_security"),
        ("the Haitian crisis", "regional_security"),
        ("Haiti’s stability", "regional_security"),
        ("the unrest in Egypt", "middle_east"),
        ("peace in Bosnia and Herzegovina", "balkans"),
        ("the political crisis in Thailand", "asia_pacific"),
        ("the crisis in Kyrgyzstan", "regional_security"),
    ],
)
def test_a_countrys_troubles_are_those_of_its_region(words: str, code: str) -> None:
    assert _codes(f"<two|The two leaders> discussed {words} in the call.") == {code}


def test_a_country_alone_is_no_trouble() -> None:
    assert _codes("<two|The two leaders> discussed lithium from Chile in the call.") == {
        "rare_earths"
    }


def test_the_countries_with_troubles_are_in_the_register() -> None:
    codes = {row["code"] for row in lexicons.table("topic_regions")}
    assert codes <= set(NAMED)
    assert {r["country"] for r in lexicons.table("topic_regions")} <= set(register().countries)
    for wording in lexicons.words("topic_region_wordings"):
        assert wording.count("{") == 1
        assert wording.endswith(" {name}") or wording.startswith(("{demonym} ", "{name} "))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the release of three Norwegian hikers", "prisoners_hostages"),
        ("freedom for an ailing newspaper editor", "detained_persons"),
        ("deliveries of six refurbished howitzers", "military_aid"),
        ("a lasting ban on Chilean apples", "agriculture"),
        ("the soaring price of bread", "food_security"),
        ("an exemption for Norwegian aluminium", "tariffs"),
        ("the hijacking of a Norwegian tanker", "maritime_security"),
        ("hopes to welcome her", "state_visit"),
        ("a damaged seabed cable", "telecoms"),
        ("the evacuation of stranded tourists", "consular"),
        ("access for Peruvian goods", "trade"),
        ("how soldiers ousted the president", "coups"),
        ("the hikers seized in the hills", "prisoners_hostages"),
        ("the welfare of some 900 Norwegians and other citizens", "consular"),
        ("the passengers still stranded", "consular"),
        ("three sailors now held by the militia", "prisoners_hostages"),
        ("an urgent gathering of ministers", "summit_planning"),
        ("arrangements for her autumn trip", "state_visit"),
        ("spare parts and equipment for the border brigade", "military_aid"),
        ("an offer of 600 tents", "humanitarian_aid"),
        ("how the wounded could be flown out", "humanitarian_aid"),
        ("the convoy that was turned back", "humanitarian_aid"),
        ("the rescue of villagers hit by the storm", "natural_disasters"),
        ("the school that collapsed", "natural_disasters"),
        ("his regret over the death", "condolences_congratulations"),
        ("ways to heal their old quarrel", "bilateral_relations"),
        ("the agenda for the conference", "summit_planning"),
        ("her trip to Oslo", "state_visit"),
        ("plans to put off the royal visit", "state_visit"),
        ("raids that must stop", "ceasefire"),
        ("monitors along the line of contact", "ceasefire"),
        ("talks with the rebels", "peace_talks"),
        ("the case of an arrested singer", "detained_persons"),
        ("the safety of Norwegians in the north", "consular"),
        ("the treatment of the ambassador", "consular"),
        ("thousands who had fled", "migration"),
        ("lorries waiting at the border", "trade"),
        ("gas that was turned off", "energy"),
        ("a grant for village clinics", "development_aid"),
        ("the fate of the ousted president", "coups"),
        ("militants slipping across", "terrorism"),
        ("measures against the generals", "sanctions"),
        ("the lease of the air base", "defence_cooperation"),
        ("tanks massing near the frontier", "military_exercises"),
        ("gunfire along the frontier", "border_dispute"),
        ("shots fired along the frontier", "border_dispute"),
        ("how to deter another attack", "security_guarantees"),
        ("backing for her candidate for the council seat", "global_governance"),
        ("the closing of a newspaper", "human_rights"),
        ("a shipload of wheat", "food_security"),
        ("the agents caught in May", "intelligence_sharing"),
    ],
)
def test_two_words_together_name_a_topic(words: str, code: str) -> None:
    assert code in _codes(f"<two|The two leaders> discussed {words} in the call.")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the release of a book, and journalists", "detained_persons"),  # a comma parts them
        ("the asked for arms embargo", "military_aid"),  # "arms embargo" is one wording
        ("the release of new figures that many old and young journalists", "detained_persons"),
        ("how officers seized the smuggled goods", "coups"),
        ("how the military removed the barriers", "coups"),
        ("how fighters seized the town", "prisoners_hostages"),
        ("power cables", "telecoms"),
        ("the plight of the old theatre, and citizens", "consular"),
        ("the sailors' band that was held up as a model", "prisoners_hostages"),
        ("the song of a trip", "state_visit"),
        ("talks with the farmers, and the rebels", "peace_talks"),
        ("the trip to the coast", "energy"),
        ("the agents of the estate", "intelligence_sharing"),
        ("the closing of a newspaper's printing house, and a church bell", "culture_sport"),
        ("the lease of a shop near the air base", "ceasefire"),
        ("talks at which a press conference was put off", "summit_planning"),
    ],
)
def test_two_words_apart_do_not(words: str, code: str) -> None:
    assert code not in _codes(f"<two|The two leaders> discussed {words} in the call.")


def test_a_pair_leaves_what_stands_between_its_words() -> None:
    assert _codes(
        "<two|The two leaders> discussed the release of Navalny and other dissidents."
    ) == {"detained_persons"}


def test_a_wording_may_name_several_topics() -> None:
    found = _codes("<two|The two leaders> discussed the frozen assets in the call.")
    assert found == {"economy_finance", "sanctions"}


def test_the_war_in_a_named_land_is_that_lands() -> None:
    sentence = "<two|The two leaders> discussed Kosovo and the war in Libya in the call."
    assert _codes(sentence) == {"balkans", "middle_east"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("a letter to the president of the European Council", "european_union"),
        ("what the head of NATO had said", "alliance_nato"),
    ],
)
def test_a_body_in_an_office_is_no_topic(words: str, code: str) -> None:
    assert code not in _codes(f"<two|The two leaders> discussed {words} in the call.")


def test_a_body_beside_an_office_is_one() -> None:
    assert "european_union" in _codes(
        "<two|The two leaders> discussed the European Council's role in the call."
    )


def test_every_class_of_words_stands_once_and_is_used() -> None:
    classes = [row["class"] for row in lexicons.table("topic_word_classes")]
    pairs = lexicons.table("topic_pairs")
    assert classes == sorted(set(classes))
    used = {row[side] for row in pairs for side in ("first", "second")}
    assert set(classes) | {"demonym", "people_of", "capital"} == used
    assert {row["code"] for row in pairs} <= set(NAMED)
    assert {row["kind"] for row in pairs} <= {"strong", "weak"}
    for row in lexicons.table("topic_word_classes"):
        words = row["words"].split("|")
        assert len(words) == len(set(words)), row["class"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("An aide was not aware of sanctions having come up in the call.", "not_discussed"),
        ("An aide denied that sanctions had been raised in the call.", "not_discussed"),
        ("Sanctions were not a topic of the call, <palace> said.", "not_discussed"),
        ("Sanctions were not touched upon in the call, <palace> said.", "not_discussed"),
        ("There was no talk of sanctions in the call, <palace> said.", "not_discussed"),
        ("Nor did the leaders get into sanctions in the call.", "not_discussed"),
        ("<palace> declined to say whether sanctions had come up in the call.", ""),
        ("<palace> would not confirm that sanctions were raised in the call.", ""),
        ("<palace> would not rule out that sanctions had come up in the call.", ""),
        ("Sanctions may have been raised in the call, <palace> said.", ""),
        ("The leaders may well have discussed sanctions in the call.", ""),
        ("Nobody raised sanctions in the call.", "not_discussed"),
        ("Neither of the leaders raised sanctions in the call.", "not_discussed"),
        ("Neither leader mentioned sanctions.", ""),
    ],
)
def test_what_did_not_come_up_or_is_left_open_was_not_discussed(sentence: str, status: str) -> None:
    statuses = {
        status
        for topic, _, status in found("<berg> phoned <ruiz>.", sentence)
        if topic == "sanctions"
    }
    assert statuses == ({status} if status else set())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the warming of their friendship", "climate"),
        ("a second round of trade talks", "elections"),
        ("the former colony's cotton", "hong_kong"),
        ("a crackdown on poachers", "human_rights"),
        ("whom she tapped her party to choose", "intelligence_sharing"),
        ("the row that torpedoed the pact", "korea_unification"),
        ("the rebels in the east of Congo", "ukraine_war"),
        ("an influx of cheap shoes", "migration"),
        ("a short reprieve for importers", "detained_persons"),
        ("when the minister should stand down", "ceasefire"),
        ("what the Wall Street Journal had written", "migration"),
    ],
)
def test_a_wording_of_several_senses_names_no_topic_alone(words: str, code: str) -> None:
    assert code not in _codes(f"<two|The two leaders> discussed {words} in the call.")


def test_what_belongs_to_a_land_is_no_topic_where_that_land_takes_part() -> None:
    rows = lexicons.table("topic_terms")
    own = {row["term"]: row["country"] for row in rows if row["country"]}
    assert own["fiji"] == "FJI"
    assert own["díaz-canel"] == own["diaz-canel"] == "CUB"
    assert own["ayatollahs"] == "IRN"
    assert {row["country"] for row in rows} - {"", "GRL", "HKG"} <= set(register().countries)


@pytest.mark.parametrize(
    "sentence",
    [
        "<ruiz>'s opponents discussed sanctions at a rally.",
        "<berg|His> wife discussed sanctions.",
        "<berg|His> late brother also discussed sanctions.",
    ],
)
def test_what_a_leader_s_own_people_discussed_is_not_of_the_call(sentence: str) -> None:
    assert found("<berg> phoned <ruiz>.", sentence) == set()
    assert found("<berg> phoned <ruiz>.", "<two|The leaders> discussed sanctions.")


@pytest.mark.parametrize("met", ["met in Oslo and discussed", "sat down together to discuss"])
def test_a_meeting_in_person_is_not_the_call(met: str) -> None:
    assert found("<berg> phoned <ruiz>.", f"<two|The leaders> {met} sanctions.") == set()
