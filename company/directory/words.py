"""The words that names, streets and numbers of the directory are made of."""

FIRST = """Adler Albright Anders Arkwright Ashby Baker Barlow Becker Bergman Blackwood Bianchi Brandt
Calloway Carver Castellan Chandler Clarke Conti Cooper Dahl Dalton Delgado Draper Dubois Dunmore Ekberg
Ellison Escobar Falkner Farrell Ferrara Fischer Fletcher Fontaine Forster Gallagher Garnier Gibbons Haas
Hallberg Harding Hartwell Hoffmann Holloway Ivers Jansen Jarvis Keller Kowalski Lambert Larsen Lindqvist
Lombardi Maddox Marchetti Mason Mercier Meyer Miller Moreau Moretti Navarro Nolan Novak Okafor Olsen
Pacheco Palmer Petersen Pickering Quinlan Ramsey Renard Ricci Rossi Sandoval Schmidt Schneider Sinclair
Smith Soler Stanton Sutter Tanaka Thatcher Torres Underwood Valdez Vogel Wagner Walker Weber Whitfield
Winkler Yates Zeller Zimmermann""".split()
GREEK = """Acme Alpha Apex Aqua Arctic Atlas Aurora Avalon Beacon Boreal Bright Cascade Central Citadel City
Coastal Compass Concord Continental Crown Delta Diamond Eagle Eastern Elite Emerald Empire Everest First
Fortune Frontier General Genesis Global Golden Granite Grand Green Harbor Heritage Horizon Imperial
Independent Infinity Keystone Legacy Liberty Lighthouse Lunar Majestic Maritime Meridian Metro Midland
Modern Monarch National New Nexus Noble Northern Nova Ocean Olympic Omega Optima Orion Pacific Paragon
Phoenix Pinnacle Pioneer Platinum Polar Premier Prime Quantum Quest Rapid Regal Regent Royal Sigma
Silver Solar Southern Sterling Summit Superior Swift Titan Trident Triumph Twin Union United Universal
Vanguard Vector Vertex Victory Vista Western Zenith""".split()
TRADES = """Accounting Advisory Aerospace Agriculture Analytics Architects Automotive Aviation Bakery Beverages
Biotech Brewing Building Capital Carpentry Catering Ceramics Chemicals Cleaning Clothing Coffee
Communications Components Construction Consulting Contractors Controls Cosmetics Dairy Data Dental
Design Development Diagnostics Distribution Electric Electronics Energy Engineering Equipment Farms
Fasteners Finance Fitness Flooring Foods Foundry Furniture Gardens Glass Graphics Healthcare Heating
Hospitality Imaging Industries Instruments Insurance Interiors Jewelers Laboratories Landscaping
Leasing Lighting Logistics Lumber Machinery Management Manufacturing Marketing Materials Media Medical
Metals Mining Motors Networks Nutrition Optics Packaging Paints Paper Partners Petroleum Pharmaceuticals
Photography Plastics Plumbing Power Printing Products Properties Publishing Pumps Recruitment Recycling
Refrigeration Rentals Research Resources Restaurants Retail Robotics Roofing Security Services Shipping
Software Solar Solutions Sports Steel Storage Studios Supply Surveying Systems Technology Telecom
Textiles Tiles Tools Toys Trading Training Transport Travel Valves Vehicles Ventures Veterinary Video
Warehousing Water Welding Wholesale Wines Woodworks""".split()
STREETS = """Abbey Airport Baker Bridge Canal Castle Cedar Chapel Cherry Church College Commerce Court Dock
Elm Factory Field Forest Garden Gate George Granary Harbor Hill Industrial Jubilee King Lake Library
Linden Main Maple Market Meadow Mill Museum Oak Orchard Park Pine Pond Poplar Port Prince Quarry Queen
Railway River School Science Spring Station Sun Temple Theater Tower Trade Union Valley Victoria Water
Willow Wood""".split()
SYLLABLES = [a + b for a in "b c d f g h j k l m n p r s t v w z br cl dr fr gr kr pl st tr".split()
             for b in "a e i o u ai an ar el en er in ol on or ul".split()]
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
CYRILLIC = "ба бе ви го да ду жа за ка ко ла ле ма мо на но па ро са та ту фа ца ша".split()

# country: (spellings of the country, words that a name carries for it, legal forms in groups of
# spellings, street patterns, cities with the start of their postcodes, domain endings, dialling code)
COUNTRIES = {
    "US": (["United States", "USA", "US"], ["USA", "US", "America"],
           [["Inc.", "Inc", "Incorporated", ", Inc."], ["LLC", "L.L.C.", ", LLC"], ["Corp.", "Corporation", "Corp"],
            ["Company", "Co.", "Co"]],
           ["{n} {s} Street", "{n} {s} Ave", "{n} {s} Rd"],
           [("Springfield", "627"), ("Riverton", "840"), ("Portland", "972"), ("Austin", "787"),
            ("Columbus", "432"), ("Denver", "802"), ("Boston", "021"), ("Newark", "071")],
           [".com", ".net", ".us"], "1"),
    "GB": (["United Kingdom", "UK", "GB"], ["UK", "GB", "Britain"],
           [["Ltd", "Limited", "Ltd.", "LTD"], ["plc", "PLC"], ["LLP"]],
           ["{n} {s} Road", "{n} {s} Street", "{n} {s} Lane"],
           [("Leeds", "LS"), ("Bristol", "BS"), ("Glasgow", "G"), ("Cardiff", "CF"), ("Norwich", "NR")],
           [".co.uk", ".com", ".uk"], "44"),
    "DE": (["Germany", "Deutschland", "DE"], ["Deutschland", "Germany"],
           [["GmbH", "G.m.b.H.", "GMBH"], ["AG", "Aktiengesellschaft"], ["KG"], ["GmbH & Co. KG", "GmbH und Co KG"]],
           ["{s}straße {n}", "{s}str. {n}", "{s}weg {n}"],
           [("Köln", "50"), ("Hamburg", "20"), ("München", "80"), ("Leipzig", "04"), ("Mainz", "55")],
           [".de", ".com", ".eu"], "49"),
    "FR": (["France", "FR"], ["France"],
           [["SARL", "S.A.R.L."], ["SAS", "S.A.S."], ["SA", "S.A."]],
           ["{n} rue {s}", "{n} avenue {s}", "{n} bd {s}"],
           [("Lyon", "69"), ("Nantes", "44"), ("Lille", "59"), ("Nice", "06")], [".fr", ".com"], "33"),
    "NL": (["Netherlands", "The Netherlands", "NL"], ["Nederland", "Netherlands"],
           [["B.V.", "BV"], ["N.V.", "NV"]],
           ["{s}straat {n}", "{s}weg {n}"], [("Utrecht", "35"), ("Breda", "48"), ("Delft", "26")],
           [".nl", ".com"], "31"),
    "ES": (["Spain", "España", "ES"], ["España", "Iberia"],
           [["S.L.", "SL"], ["S.A.", "SA"]],
           ["Calle {s} {n}", "Avda. {s} {n}"], [("Sevilla", "41"), ("Bilbao", "48"), ("Málaga", "29")],
           [".es", ".com"], "34"),
    "SE": (["Sweden", "Sverige", "SE"], ["Sverige", "Sweden"], [["AB", "Aktiebolag"]],
           ["{s}gatan {n}", "{s}vägen {n}"], [("Malmö", "21"), ("Uppsala", "75")], [".se", ".com"], "46"),
    "JP": (["Japan", "日本", "JP"], ["Japan"], [["株式会社", "K.K."], ["有限会社"]],
           ["{s} {n}-chome"], [("Osaka", "54"), ("Nagoya", "45")], [".co.jp", ".jp"], "81"),
    "BG": (["Bulgaria", "България", "BG"], ["Bulgaria"], [["ООД", "OOD"], ["АД", "AD"]],
           ["ul. {s} {n}"], [("Sofia", "10"), ("Varna", "90")], [".bg"], "359"),
}
SHARES = {"US": 40, "GB": 18, "DE": 16, "FR": 8, "NL": 5, "ES": 5, "SE": 3, "JP": 3, "BG": 2}
DIVISIONS = ["Holdings", "Group", "Services", "International", "Digital", "Leasing", "Logistics", "Finance",
             "Europe", "Retail", "Technologies", "Aftersales"]
SHORT = {
    "International": ["Intl", "Int'l"], "Manufacturing": ["Mfg"], "Services": ["Svcs", "Serv."],
    "Technology": ["Tech"], "Technologies": ["Tech"], "Engineering": ["Eng."], "Development": ["Dev."],
    "Management": ["Mgmt"], "Industries": ["Ind.", "Inds"], "Laboratories": ["Labs"],
    "Construction": ["Constr."], "Distribution": ["Distr."], "Electric": ["Elec."], "Group": ["Grp"],
    "Communications": ["Comms"], "Pharmaceuticals": ["Pharma"], "Brothers": ["Bros", "Bros."],
    "National": ["Natl"], "General": ["Gen."], "Solutions": ["Sol."], "Systems": ["Sys."],
    "Products": ["Prod."], "Associates": ["Assoc."], "Medical": ["Med."], "Finance": ["Fin."],
}
FREE_MAIL = ["gmail.com", "yahoo.com", "hotmail.com", "outlook.com"]
