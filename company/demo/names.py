"""Invented company names that never meet twice, and the ways in which people write them."""

FRONTS = """Amber Alder Ash Barrow Beacon Birch Black Bolt Brack Bramble Bright Brine Brook Cable Calder
Canon Carrow Cedar Chalk Cinder Clay Clover Coble Copper Coral Cormor Crane Cross Dale Drift Dun Eagle
Elder Ember Fal Farrow Fen Fern Flint Frost Gale Gannet Gar Glen Gold Grain Grey Gull Hale Harrow Hazel
Heron Holm Iron Ivy Jade Juniper Kelp Kestrel Kings Lark Lin Loch Maple Marsh Mer Mill Moss North Oak
Otter Pearl Petrel Pine Quarry Raven Reed Ridge Rook Rowan Saffron Salt Sand Scar Sea Sedge Silver
Skerry Slate South Sparrow Spring Stone Storm Swan Tarn Tern Thistle Thorn Tide Vale Wal Water West
Whin Willow Wind Winter Wood Wren Yarrow""".split()
BACKS = """bank beck borough bourne bridge brook burn bury by cliff combe cote croft dale den don field
fold ford gate grove ham haven heath hill holme hurst land law leigh ley low mark mere mill moor more
mount ness port ridge sett shaw shore side stead stone stow strand thorpe ton vale view wade wall water
well wharf wick wold wood worth""".split()
SECTORS = """Shipping Ferries Marine Logistics Cargo Pilots Dredging Salvage Chandlery Fisheries Towage
Terminals Warehousing Freight Yachts Boatyards Dockworks Offshore Tankers Stevedores Insurance Survey
Cruises Canneries""".split()
BRANCHES = ["Retail", "Europe", "Services", "Leasing", "Northern", "Inland", "Holdings", "Digital"]
FIRST_NAMES = """Ada Bruno Carmen Dagny Elio Freya Goran Hedda Imre Jonna Kaspar Lene Matteo Nadia Oskar
Pilar Quentin Rosa Stellan Tamsin Ulla Viggo Wanda Yves""".split()
LAST_NAMES = """Abney Brandvold Corrigan Delacey Eastmoor Fairlie Gundersen Hartnoll Iverach Jessop Kirkbride
Lovelace Merriman Norling Oakshott Pemble Quist Ravenhill Sandvik Tolland Underhay Vickery""".split()
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "el", "an", "or")]

# country: (as the CRM writes the legal form, as the ERP may write it)
FORMS = {
    "US": [(", Inc.", " INC"), (" LLC", ", L.L.C."), (" Corp.", " CORPORATION"), (" Co.", " COMPANY"),
           (", Inc.", ", Incorporated")],
    "CA": [(" Ltd.", " LIMITED"), (" Inc.", " INC")],
    "GB": [(" Ltd", " LIMITED"), (" Limited", " LTD."), (" plc", " PLC")],
    "IE": [(" Ltd", " LIMITED")], "DE": [(" GmbH", " GMBH"), (" AG", " AG")],
    "NL": [(" B.V.", " BV")], "FR": [(" S.A.", " SA"), (" SARL", " S.A.R.L.")],
    "SE": [(" AB", " AB")],
}


def word(number: int) -> str:
    """A pronounceable word for a number from 1 on: no two numbers share one."""
    text = ""
    while True:
        number, place = divmod(number, len(SYLLABLES))
        text = SYLLABLES[place] + text
        if not number:
            return text.capitalize()


class Names:
    """The names of one company's customers. Company 0 uses plain ones, the others put a word first."""

    def __init__(self, rng, company_number: int):
        self.rng, self.taken = rng, set()
        self.prefix = "Uv" + word(company_number).lower() + " " if company_number else ""

    def fresh(self) -> str:
        """A name without its legal form that nobody has yet."""
        while True:
            stem = self.rng.choice(FRONTS) + self.rng.choice(BACKS)
            if stem not in self.taken:
                self.taken.add(stem)
                return f"{self.prefix}{stem} {self.rng.choice(SECTORS)}"

    def forms(self, country: str) -> tuple[str, str]:
        """The legal form as the CRM writes it, and as the ERP does."""
        return self.rng.choice(FORMS[country])

    def elsewhere(self, name: str, form: str) -> str:
        """The same name as another clerk would write it: capitals, blanks, no punctuation."""
        way = self.rng.randrange(5)
        if way < 2:
            return (name + form).upper()
        if way == 2:
            return name + form.replace(",", "")
        if way == 3:
            return name.replace(" ", "  ") + form
        return name + form.title()


def domain_of(name: str) -> str:
    """The web domain of a company's name."""
    return "".join(x for x in name.lower().replace(" ", "-") if x.isalnum() or x == "-") + ".example"
