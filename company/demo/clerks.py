"""
What clerks write about a customer: addresses, phone numbers, and names as hurried hands leave them.

Nothing here knows who is who. The records of one company get one address and one number, each spelt as its system's
people spell them; `hurried` makes of a name one that no rule finds again and that a reader still knows.
"""

from dataclasses import dataclass

from company.demo.names import FRONTS

# country: (dialling code, house number and street, towns with the start of their postcodes)
PLACES = {
    "US": ("1", "{n} {s} Street", [("Portland", "972"), ("Savannah", "314"), ("Duluth", "558"), ("Tacoma", "984"),
                                   ("Mobile", "366"), ("Norfolk", "235"), ("Gulfport", "395"), ("Toledo", "436")]),
    "CA": ("1", "{n} {s} Avenue", [("Halifax", "B3"), ("Vancouver", "V6")]),
    "GB": ("44", "{n} {s} Road", [("Hull", "HU"), ("Bristol", "BS"), ("Cardiff", "CF"), ("Leith", "EH")]),
    "IE": ("353", "{n} {s} Quay", [("Cork", "T12"), ("Dublin", "D01")]),
    "DE": ("49", "{s}straße {n}", [("Bremen", "28"), ("Rostock", "18"), ("Emden", "26")]),
    "NL": ("31", "{s}straat {n}", [("Rotterdam", "30"), ("Vlissingen", "43")]),
    "FR": ("33", "{n} rue {s}", [("Nantes", "44"), ("Brest", "29")]),
    "SE": ("46", "{s}gatan {n}", [("Malmö", "21"), ("Gävle", "80")]),
}
SHORT = {"Shipping": "Shpg", "Logistics": "Log.", "Warehousing": "Whsg", "Insurance": "Ins.", "Freight": "Frt",
         "Terminals": "Term.", "Fisheries": "Fish.", "Services": "Svcs", "Holdings": "Hldgs", "Salvage": "Salv.",
         "Northern": "Nthn", "Stevedores": "Stev.", "Chandlery": "Chdly", "Leasing": "Lsg"}
# a legal form as the CRM has it, letters only: other ways to write it
SPELLINGS = {"inc": [" Inc", " INC.", ", Incorporated"], "llc": [" L.L.C.", " LLC"], "corp": [" Corporation", " CORP"],
             "co": [" Company", " CO."], "ltd": [" Limited", " LTD."], "limited": [" Ltd", " LTD."], "plc": [" P.L.C.", " PLC"],
             "gmbh": [" GMBH", " G.m.b.H."], "ag": [" Aktiengesellschaft", " AG"], "bv": [" BV", " B.V"],
             "sa": [" SA", " S.A"], "sarl": [" S.A.R.L.", " Sarl"], "ab": [" Aktiebolag", " AB"]}
STREET_WORDS = {" Street": " St", " Avenue": " Ave", " Road": " Rd", "straße": "str."}


def letters(text: str) -> str:
    """Its letters alone, small."""
    return "".join(filter(str.isalpha, text)).lower()


@dataclass
class Place:
    """Where a company sits, and its switchboard."""

    street: str
    city: str
    postal_code: str
    phone: str


class Clerks:
    """The people who type. `rng` says how they feel today."""

    def __init__(self, rng):
        self.rng = rng
        self.streets = FRONTS + [front + "s" for front in FRONTS]

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred cases."""
        return self.rng.randrange(100) < percent

    def place(self, country: str, not_in: str = "") -> Place:
        """An address and a number that nobody else has, in another town than `not_in`."""
        rng, (code, street, towns) = self.rng, PLACES[country]
        city, start = rng.choice([town for town in towns if town[0] != not_in])
        if country in ("GB", "IE", "CA"):
            postal_code = f"{start}{rng.randint(1, 9)} {rng.randint(1, 9)}" + rng.choice("ABDEFGHJLN") + rng.choice("PQRSTUWXYZ")
        else:
            postal_code = start + f"{rng.randint(1, 10 ** (5 - len(start)) - 1):0{5 - len(start)}}"
        return Place(street.format(n=rng.randint(1, 190), s=rng.choice(self.streets)), city, postal_code,
                     f"+{code} {rng.randint(20, 99)} {rng.randint(2000000, 9999999)}")

    def street(self, street: str) -> str:
        """The same street, written shorter now and then."""
        for long, short in STREET_WORDS.items():
            if long in street and self.chance(40):
                return street.replace(long, short)
        return street

    def phone(self, phone: str) -> str:
        """The same number, with or without the country, in blocks or not."""
        code, area, number = phone.split()
        return self.rng.choice([phone, f"0{area} {number}", f"00{code[1:]} {area} {number[:3]}-{number[3:]}",
                                f"({area}) {number[:4]} {number[4:]}"])

    # ------------------------------------------------------------------- names

    def slip(self, word: str) -> str:
        """A slip of the finger: two letters change places, one is missing, doubled or another."""
        at = self.rng.randrange(1, len(word) - 2)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2:]
        return self.rng.choice([
            swapped if swapped != word else word[:at] + word[at + 1:], word[:at] + word[at + 1:], word[:at] + word[at] + word[at:],
            word[:at] + self.rng.choice("aeiorstln".replace(word[at], "")) + word[at + 1:]])

    def form(self, form: str) -> str:
        """The same legal form, written otherwise."""
        return self.rng.choice(SPELLINGS[letters(form)])

    def hurried(self, name: str, form: str) -> str:
        """
        A name in another system after a long day: a typing error, other order, a short form, two words in one or one
        word in two; often in capitals, with another spelling of the legal form. Whose words are all there may lack it.
        """
        words = name.split()
        stem = next(place for place, word in enumerate(words) if len(word) > 4)
        ways = [self._mistyped, self._mistyped, self._glued, self._split]
        if "Europe" not in words:  # a part of the world that stands first is a name of its own
            ways.append(self._turned)
        if any(word in SHORT for word in words):
            ways += [self._shortened] * 2
        way = self.rng.choice(ways)
        lacks_form = way in (self._glued, self._split, self._turned) and self.chance(25)
        text = " ".join(way(words, stem)) + ("" if lacks_form else self.form(form))
        return text.upper() if self.chance(40) else text

    def _mistyped(self, words, stem):
        return [self.slip(word) if place == stem else word for place, word in enumerate(words)]

    def _turned(self, words, stem):
        return [*words[stem + 1:], *words[:stem + 1]] if words[stem + 1:] else self._mistyped(words, stem)

    def _glued(self, words, stem):
        return words[:stem] + ["".join(words[stem:stem + 2])] + words[stem + 2:]

    def _split(self, words, stem):
        front = max((len(front) for front in FRONTS if words[stem].startswith(front)), default=4)
        return words[:stem] + [words[stem][:front], words[stem][front:].capitalize()] + words[stem + 1:]

    def _shortened(self, words, stem):
        return [SHORT.get(word, word) for word in words]
