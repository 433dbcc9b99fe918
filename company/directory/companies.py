"""
The companies of the directory: who there is, who belongs to whose family, what they are called and where they sit.

One seed, one directory. Four times in five a company stands alone; else there is a family (a head, its siblings abroad,
branches and divisions: one brand, often one web domain and one switchboard, and yet companies of their own), a
franchise (one brand and one web domain, owned by strangers) or namesakes (strangers with one name).
"""

from dataclasses import dataclass, field
from random import Random

from company.directory import words


@dataclass
class Company:
    """One company as it is in truth."""

    company_id: str
    family_id: str
    brand: list          # words of the name that are its own
    tail: list           # words that follow: trade, division, place
    country: str
    form: int            # place of the legal form in its country's list
    city: str
    street: str
    postcode: str
    domain: str
    phone: str
    tax_id: str
    country_word: str = ""
    former: list = field(default_factory=list)   # the name before a rename

    @property
    def words(self) -> list:
        """Its name without legal form."""
        return self.brand + self.tail + ([self.country_word] if self.country_word else [])


class Directory:
    """Draws companies, one family at a time."""

    def __init__(self, seed: int):
        self.rng = Random(f"directory {seed}")
        self.count = self.families = 0
        self.domains = set()
        self.codes, self.weights = list(words.SHARES), list(words.SHARES.values())

    def pick(self, choices):
        """One of them; the first are drawn more often, as words of real names are."""
        place = int(len(choices) * self.rng.random() ** 1.7)
        return choices[place]

    def invented(self) -> str:
        """A word that few companies share."""
        return "".join(self.rng.choice(words.SYLLABLES) for _ in range(self.rng.choice((2, 2, 3)))).capitalize()

    def brand(self, country: str) -> list:
        """What a company calls itself."""
        draw = self.rng.random()
        if country == "JP" and draw < 0.5:
            return ["".join(self.rng.choice(words.KATAKANA) for _ in range(self.rng.randint(3, 6)))]
        if country == "BG" and draw < 0.6:
            return ["".join(self.rng.choice(words.CYRILLIC) for _ in range(self.rng.randint(2, 4))).capitalize()]
        if draw < 0.30:
            return [self.invented()]
        if draw < 0.50:
            return [self.pick(words.FIRST)]
        if draw < 0.60:
            return [self.pick(words.FIRST), self.rng.choice(("&", "and")), self.pick(words.FIRST)]
        if draw < 0.66:
            return [self.pick(words.FIRST), self.rng.choice(("Brothers", "Associates"))]
        if draw < 0.80:
            return [self.pick(words.GREEK), self.invented()]
        if draw < 0.88:
            return [self.pick(words.GREEK), self.pick(words.GREEK)]
        return [self.pick(words.GREEK)]

    def address(self, country: str) -> tuple:
        """City, street and postcode."""
        _, _, _, streets, cities, _, _ = words.COUNTRIES[country]
        city, start = self.rng.choice(cities)
        street = self.rng.choice(streets).format(n=self.rng.randint(1, 240), s=self.pick(words.STREETS))
        if country in ("GB",):
            postcode = f"{start}{self.rng.randint(1, 29)} {self.rng.randint(1, 9)}" + "".join(
                self.rng.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
        else:
            postcode = start + f"{self.rng.randint(0, 10 ** (5 - len(start)) - 1):0{5 - len(start)}}"
        return city, street, postcode

    def phone(self, country: str) -> str:
        """A number that nobody else was given on purpose."""
        return f"+{words.COUNTRIES[country][6]} {self.rng.randint(20, 99)} {self.rng.randint(1000000, 9999999)}"

    def domain(self, names: list, country: str) -> str:
        """A web domain made of a name, which nobody else has: a domain has one owner."""
        stem = "".join(x for x in "".join(names).lower() if "a" <= x <= "z" or x.isdigit())
        if len(stem) < 3:
            stem = self.invented().lower() + str(self.rng.randint(1, 99))
        if self.rng.random() < 0.25 and len(names) > 1:
            stem = "-".join(x for x in ("".join(y for y in n.lower() if "a" <= y <= "z") for n in names) if x) or stem
        ending = self.pick(words.COUNTRIES[country][5])
        while stem + ending in self.domains:
            stem += "-" + self.invented().lower()
        self.domains.add(stem + ending)
        return stem + ending

    def company(self, family_id: str, brand: list, tail: list, country: str, **known) -> Company:
        """One company; what is not known of it is drawn."""
        self.count += 1
        city, street, postcode = self.address(country)
        found = Company(
            company_id=f"C{self.count:08}", family_id=family_id, brand=brand, tail=tail, country=country,
            form=int(len(words.COUNTRIES[country][2]) * self.rng.random() ** 1.5), city=city, street=street,
            postcode=postcode, domain=self.domain(brand + tail[:1], country), phone=self.phone(country),
            tax_id=f"{self.rng.randint(10 ** 9, 10 ** 10 - 1)}")
        for name, value in known.items():
            setattr(found, name, value)
        if self.rng.random() < 0.06:
            found.former = self.brand(country) + found.tail
        return found

    def family(self) -> list:
        """The next companies: one alone, a family, a franchise or namesakes."""
        self.families += 1
        family_id = f"F{self.families:08}"
        country = self.rng.choices(self.codes, self.weights)[0]
        brand = self.brand(country)
        tail = [self.pick(words.TRADES)] if self.rng.random() < 0.75 else []
        if tail and self.rng.random() < 0.12:
            tail.append(self.pick(words.TRADES))
        draw = self.rng.random()
        head = self.company(family_id, brand, tail, country)
        if draw < 0.80:
            return [head]
        members = [head]
        for place in range(self.rng.choice((1, 1, 2, 2, 3, 4, 6))):
            members.append(self.relative(head, place, draw))
        return members

    def relative(self, head: Company, place: int, draw: float) -> Company:
        """A sibling (abroad, a division, a branch), a franchisee or a namesake of a company."""
        rng = self.rng
        if draw >= 0.98:  # a namesake: a stranger with the same name, in another town
            self.families += 1
            return self.company(f"F{self.families:08}", head.brand, head.tail, head.country)
        if draw >= 0.95:  # a franchise: one brand and web site, another owner and town
            self.families += 1
            other = self.company(f"F{self.families:08}", head.brand, head.tail, head.country, domain=head.domain)
            other.tail = head.tail + [other.city]
            return other
        shared = {"domain": head.domain} if rng.random() < 0.6 else {}
        if rng.random() < 0.25:
            shared["phone"] = head.phone
        kind = rng.random()
        if kind < 0.45:
            country = rng.choice([code for code in self.codes if code not in ("JP", "BG") or code == head.country])
            word = rng.choice(words.COUNTRIES[country][1]) if rng.random() < 0.7 else ""
            return self.company(head.family_id, head.brand, head.tail, country, country_word=word, **shared)
        if kind < 0.8:
            if rng.random() < 0.4:
                shared.update(city=head.city, street=head.street, postcode=head.postcode)
            return self.company(head.family_id, head.brand, head.tail + [rng.choice(words.DIVISIONS)],
                                head.country, **shared)
        other = self.company(head.family_id, head.brand, head.tail, head.country, **shared)
        other.tail = head.tail + [other.city]
        return other
