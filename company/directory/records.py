"""How the systems wrote the companies down: each record one spelling, with what its clerk knew and mistook."""

from random import Random

from company.directory import words


class Clerk:
    """Writes records of companies as a CRM or an ERP holds them."""

    def __init__(self, seed: int):
        self.rng = Random(f"clerk {seed}")

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.rng.random() < share

    def typo(self, text: str) -> str:
        """One slip of the finger."""
        if len(text) < 4:
            return text
        place = self.rng.randrange(1, len(text) - 1)
        kind = self.rng.randrange(4)
        if kind == 0:
            return text[:place] + text[place + 1:]
        if kind == 1:
            return text[:place] + text[place + 1] + text[place] + text[place + 2:]
        if kind == 2:
            return text[:place] + text[place] + text[place:]
        return text[:place] + self.rng.choice("aeiorstln") + text[place + 1:]

    def name(self, company) -> str:
        """The name as somebody wrote it."""
        rng, parts = self.rng, list(company.words)
        if company.former and self.chance(0.35):
            parts = list(company.former)
        parts = [rng.choice(words.SHORT[x]) if x in words.SHORT and self.chance(0.25) else x for x in parts]
        if "&" in parts and self.chance(0.3):
            parts[parts.index("&")] = "and"
        draw = rng.random()
        if draw < 0.03 and len(parts) > 1:
            parts = parts[1:] + parts[:1]
        elif draw < 0.06 and len(parts) > 2:
            parts.pop()
        elif draw < 0.075 and len(parts) > 2:
            parts = ["".join(x[0] for x in parts if x[0].isalnum())]
        elif draw < 0.09 and len(parts) > 1:
            parts = [parts[0] + parts[1]] + parts[2:]
        elif draw < 0.16:
            place = rng.randrange(len(parts))
            parts[place] = self.typo(parts[place])
        text = " ".join(parts)
        forms = words.COUNTRIES[company.country][2]
        if self.chance(0.72):
            group = forms[company.form]
            if self.chance(0.03):
                group = rng.choice(forms)
            form = rng.choice(group)
            text = text + form if form.startswith(",") else f"{text} {form}"
        draw = rng.random()
        if draw < 0.14:
            text = text.upper()
        elif draw < 0.18:
            text = text.lower()
        elif draw < 0.20:
            text = text.replace(" ", "  ")
        return text

    def phone(self, company) -> str:
        """The number in one of the usual ways."""
        if self.chance(0.08):
            return f"+{words.COUNTRIES[company.country][6]} {self.rng.randint(20, 99)} {self.rng.randint(1000000, 9999999)}"
        number, way = company.phone, self.rng.randrange(4)
        code = words.COUNTRIES[company.country][6]
        bare = number.split(" ", 1)[1]
        return (number, "0" + bare, f"00{code} {bare[:6]}-{bare[6:]}", f"({bare[:2]}) {bare[3:]}")[way]

    def record(self, company, tax: bool) -> dict:
        """One record: the fields that both systems have, under neutral names."""
        rng = self.rng
        street, city, postcode = company.street, company.city, company.postcode
        if self.chance(0.08):  # moved, or the address of a branch
            cities = words.COUNTRIES[company.country][4]
            city, start = rng.choice(cities)
            street, postcode = f"{rng.randint(1, 240)} {rng.choice(words.STREETS)}", start + str(rng.randint(10, 999))
        if self.chance(0.06):
            street = self.typo(street)
        if self.chance(0.03):
            postcode = self.typo(postcode)
        found = {
            "name": self.name(company),
            "country": rng.choice(words.COUNTRIES[company.country][0]) if self.chance(0.92) else "",
            "street": street if self.chance(0.75) else "", "city": city if self.chance(0.8) else "",
            "postcode": postcode if self.chance(0.7) else "",
            "phone": self.phone(company) if self.chance(0.55) else "",
            "domain": company.domain if self.chance(0.55) else "",
            "tax_id": company.tax_id if tax else "",
        }
        if self.chance(0.01):
            found["name"] = rng.choice(("Unknown", "Test account", "n/a", "Cash customer"))
        return found

    def email(self, domain: str) -> str:
        """A mail address: at the company's domain, else now and then at a free host."""
        if domain:
            return self.rng.choice(("info", "billing", "office", "accounts")) + "@" + domain
        return f"contact{self.rng.randint(1, 10 ** 6)}@{self.rng.choice(words.FREE_MAIL)}" if self.chance(0.2) else ""
