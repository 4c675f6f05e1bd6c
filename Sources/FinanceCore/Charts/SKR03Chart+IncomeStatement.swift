extension SKR03Chart {
    /// Accounts of the income statement: revenue and expense.
    static let incomeStatementRows = """
        2010;Aufwand außerhalb des Betriebszwecks;Expenses unrelated to operations;expense;0
        2020;Aufwand aus anderen Jahren;Expenses of other periods;expense;0
        2100;Zinsaufwand;Interest expense;expense;0
        2107;Zinsen auf betriebliche Steuern;Interest on business taxes;expense;0
        2110;Zinsaufwand für kurzfristige Schulden;Interest on short-term debt;expense;0
        2120;Zinsaufwand für langfristige Schulden;Interest on long-term debt;expense;0
        2140;Kreditgebühren und Zinsähnliches;Loan fees and similar charges;expense;0
        2150;Verluste aus Währungsumrechnung;Exchange losses;expense;0
        2170;Vorsteuer ohne Abzugsrecht;Non-deductible input VAT;expense;0
        2176;Vorsteuer 19 % ohne Abzugsrecht;Non-deductible input VAT 19 %;expense;0
        2200;Aufwand für Körperschaftsteuer;Corporation tax expense;expense;0
        2203;Körperschaftsteuer aus Vorjahren;Corporation tax of prior years;expense;0
        2208;Aufwand für Solidaritätszuschlag;Solidarity surcharge expense;expense;0
        2213;Einbehaltene Kapitalertragsteuer 25 %;Capital yields tax withheld 25 %;expense;0
        2281;Gewerbesteuernachzahlung für Vorjahre;Trade tax arrears for prior years;expense;0
        2285;Nachzahlung übriger Steuern für Vorjahre;Arrears of other taxes for prior years;expense;0
        2287;Erstattung übriger Steuern für Vorjahre;Refund of other taxes for prior years;revenue;0
        2310;Restwert verkaufter Anlagen bei Verlust;Book value of assets sold at a loss;expense;0
        2315;Restwert verkaufter Anlagen bei Gewinn;Book value of assets sold at a profit;revenue;0
        2320;Verlust aus Anlagenverkauf;Loss on disposal of fixed assets;expense;0
        2375;Aufwand für Grundsteuer;Property tax;expense;0
        2380;Spenden ohne Steuerabzug;Donations without tax deduction;expense;0
        2400;Ausfall von Kundenforderungen;Bad debts;expense;0
        2401;Ausfall von Kundenforderungen, 7 %;Bad debts, 7 % VAT;expense;2
        2406;Ausfall von Kundenforderungen, 19 %;Bad debts, 19 % VAT;expense;3
        2450;Zuführung zur pauschalen Wertkorrektur;Addition to general allowance;expense;0
        2451;Zuführung zur einzelnen Wertkorrektur;Addition to specific allowance;expense;0
        2510;Ertrag außerhalb des Betriebszwecks;Income unrelated to operations;revenue;0
        2520;Ertrag aus anderen Jahren;Income of other periods;revenue;0
        2600;Ausschüttungen aus Beteiligungen;Income from equity investments;revenue;0
        2650;Zinsertrag;Interest income;revenue;0
        2657;Erstattungszinsen auf betriebliche Steuern;Interest on tax refunds;revenue;0
        2660;Gewinne aus Währungsumrechnung;Exchange gains;revenue;0
        2680;Zinsähnlicher Ertrag;Income similar to interest;revenue;0
        2700;Übriger betrieblicher Ertrag;Other operating income;revenue;0
        2720;Gewinn aus Anlagenverkauf;Profit on disposal of fixed assets;revenue;0
        2730;Auflösung der pauschalen Wertkorrektur;Release of general allowance;revenue;0
        2731;Auflösung der einzelnen Wertkorrektur;Release of specific allowance;revenue;0
        2732;Eingang ausgebuchter Forderungen;Recovery of written-off receivables;revenue;0
        2735;Auflösung von Rückstellungen;Release of provisions;revenue;0
        2742;Leistungen von Versicherungen;Insurance payouts;revenue;0
        2743;Steuerpflichtige Investitionsförderung;Taxable investment grants;revenue;0
        2749;Erstattung bei Krankheit und Mutterschaft (U1/U2);Sick and maternity pay refunds (U1/U2);revenue;0
        2750;Ertrag aus Vermietung;Rental income;revenue;0
        3000;Verbrauch von Roh-, Hilfs- und Betriebsstoffen;Raw materials, consumables and supplies;expense;0
        3010;Einkauf von Material, Vorsteuer 7 %;Materials purchased, input VAT 7 %;expense;8
        3030;Einkauf von Material, Vorsteuer 19 %;Materials purchased, input VAT 19 %;expense;9
        3090;Energie für die Fertigung;Energy for production;expense;9
        3100;Eingekaufte Leistungen;Purchased services;expense;0
        3106;Eingekaufte Leistungen, Vorsteuer 19 %;Purchased services, input VAT 19 %;expense;9
        3108;Eingekaufte Leistungen, Vorsteuer 7 %;Purchased services, input VAT 7 %;expense;8
        3115;Leistungen ausländischer Anbieter, Empfänger schuldet 7 %;Foreign services, reverse charge 7 %;expense;91
        3120;Bauleistungen, Empfänger schuldet 19 %;Construction services, reverse charge 19 %;expense;94
        3123;Leistungen von Anbietern aus der EU, Empfänger schuldet 19 %;EU services, reverse charge 19 %;expense;94
        3125;Leistungen ausländischer Anbieter, Empfänger schuldet 19 %;Foreign services, reverse charge 19 %;expense;94
        3200;Wareneinkauf ohne Steuer;Goods purchased, no VAT;expense;0
        3300;Wareneinkauf mit 7 %;Goods purchased, input VAT 7 %;expense;8
        3400;Wareneinkauf mit 19 %;Goods purchased, input VAT 19 %;expense;9
        3420;Wareneinkauf aus der EU, 7 %;EU acquisition of goods, 7 %;expense;18
        3425;Wareneinkauf aus der EU, 19 %;EU acquisition of goods, 19 %;expense;19
        3550;Wareneinkauf aus der EU, steuerfrei;EU acquisition of goods, exempt;expense;0
        3559;Wareneinkauf aus Drittländern, steuerfrei;Imported goods, exempt;expense;0
        3700;Preisnachlässe von Lieferanten;Allowances from suppliers;expense;0
        3730;Von Lieferanten gewährtes Skonto;Cash discounts received;expense;0
        3731;Skonto von Lieferanten, 7 %;Cash discounts received, 7 %;expense;8
        3736;Skonto von Lieferanten, 19 %;Cash discounts received, 19 %;expense;9
        3740;Bonus von Lieferanten;Volume bonuses received;expense;0
        3760;Bonus von Lieferanten, 19 %;Volume bonuses received, 19 %;expense;9
        3770;Rabatt von Lieferanten;Trade discounts received;expense;0
        3800;Nebenkosten des Einkaufs (Fracht, Verpackung);Incidental purchase costs (freight, packing);expense;0
        3830;Pfand und Leergut im Einkauf;Deposits and empties, purchases;expense;0
        3850;Zoll und Einfuhrkosten;Customs and import duties;expense;0
        3960;Bestandsänderung bei Material und Waren;Change in materials and goods;expense;0
        4110;Arbeitslöhne;Wages;expense;0
        4120;Monatsgehälter;Salaries;expense;0
        4124;Gehalt geschäftsführender Gesellschafter;Salaries of managing shareholders;expense;0
        4125;Gehalt des mitarbeitenden Ehepartners;Salary of spouse;expense;0
        4126;Erfolgsbeteiligungen (Tantiemen);Profit-related bonuses;expense;0
        4127;Gehalt der Geschäftsführung;Salaries of managing directors;expense;0
        4130;Arbeitgeberanteil zur Sozialversicherung;Employer's social security;expense;0
        4138;Umlage der Berufsgenossenschaft;Occupational accident insurance;expense;0
        4139;Abgabe nach dem Schwerbehindertenrecht;Levy under disability employment law;expense;0
        4140;Freiwillige Sozialleistungen, steuerfrei;Voluntary social benefits, tax-free;expense;0
        4145;Freiwillige Sozialleistungen, steuerpflichtig;Voluntary social benefits, taxable;expense;0
        4149;Pauschalsteuer auf Bezüge;Flat-rate tax on remuneration;expense;0
        4165;Aufwand für betriebliche Altersversorgung;Company pension expense;expense;0
        4170;Sparzulagen für Mitarbeiter;Capital-forming benefits;expense;0
        4175;Fahrgeld für den Arbeitsweg;Commuting allowances;expense;0
        4190;Löhne für Aushilfen;Wages of temporary staff;expense;0
        4195;Minijob-Löhne;Wages of marginal employees;expense;0
        4199;Pauschalsteuer für Aushilfen;Flat-rate tax for temporary staff;expense;0
        4200;Raumkosten (Sammelkonto);Premises costs (collective);expense;9
        4210;Miete für Geschäftsräume;Rent for premises;expense;0
        4220;Pacht für Grundstücke und Gebäude;Lease of land and buildings;expense;0
        4230;Heizkosten;Heating;expense;9
        4240;Strom, Gas und Wasser;Electricity, gas and water;expense;9
        4250;Gebäudereinigung;Cleaning of premises;expense;9
        4260;Reparatur und Pflege der Geschäftsräume;Maintenance of premises;expense;9
        4270;Abgaben auf betrieblichen Grundbesitz;Charges on business property;expense;0
        4280;Übrige Kosten der Räume;Other premises costs;expense;9
        4288;Häusliches Arbeitszimmer, absetzbar;Home office, deductible;expense;0
        4320;Aufwand für Gewerbesteuer;Trade tax expense;expense;0
        4340;Übrige betriebliche Steuern;Other business taxes;expense;0
        4360;Betriebliche Versicherungen;Business insurance;expense;0
        4366;Gebäudeversicherung;Building insurance;expense;0
        4380;Mitgliedsbeiträge (Kammern, Verbände);Membership fees (chambers, associations);expense;0
        4390;Gebühren und Abgaben;Fees and levies;expense;0
        4396;Verspätungs- und Zwangsgelder, absetzbar;Late fees, deductible;expense;0
        4397;Verspätungs- und Zwangsgelder, nicht absetzbar;Late fees, not deductible;expense;0
        4500;Kosten der Fahrzeuge (Sammelkonto);Vehicle costs (collective);expense;9
        4510;Kraftfahrzeugsteuer;Vehicle tax;expense;0
        4520;Versicherung der Fahrzeuge;Vehicle insurance;expense;0
        4530;Kraftstoff und laufende Fahrzeugkosten;Fuel and running vehicle costs;expense;9
        4540;Werkstatt und Fahrzeugreparatur;Vehicle repairs;expense;9
        4550;Miete für Garage und Stellplatz;Garage and parking rent;expense;9
        4560;Maut;Road tolls;expense;0
        4570;Leasing von Fahrzeugen;Vehicle leasing;expense;9
        4580;Übrige Kosten der Fahrzeuge;Other vehicle costs;expense;9
        4590;Betriebliche Fahrten mit Privatwagen;Business use of private cars;expense;0
        4595;Mietwagen;Rental cars;expense;9
        4600;Werbung und Marketing;Advertising and marketing;expense;9
        4605;Streuartikel;Promotional giveaways;expense;9
        4630;Kundengeschenke, absetzbar;Gifts to customers, deductible;expense;9
        4635;Kundengeschenke, nicht absetzbar;Gifts to customers, not deductible;expense;0
        4640;Aufwand für Repräsentation;Representation expenses;expense;9
        4650;Bewirtung von Geschäftspartnern, absetzbar;Business meals, deductible;expense;9
        4653;Kleine Aufmerksamkeiten;Small courtesies;expense;9
        4654;Bewirtung von Geschäftspartnern, nicht absetzbar;Business meals, not deductible;expense;9
        4660;Reisen der Mitarbeiter (Sammelkonto);Employee travel (collective);expense;0
        4663;Reisen der Mitarbeiter: Fahrkarten und Taxi;Employee travel: fares;expense;8
        4664;Reisen der Mitarbeiter: Verpflegungspauschale;Employee travel: meal allowance;expense;0
        4666;Reisen der Mitarbeiter: Hotel;Employee travel: accommodation;expense;8
        4668;Kilometergeld für Mitarbeiter;Mileage allowance for employees;expense;0
        4670;Reisen des Inhabers (Sammelkonto);Owner's travel (collective);expense;0
        4673;Reisen des Inhabers: Fahrkarten und Taxi;Owner's travel: fares;expense;8
        4674;Reisen des Inhabers: Verpflegungspauschale;Owner's travel: meal allowance;expense;0
        4676;Reisen des Inhabers: Hotel;Owner's travel: accommodation;expense;8
        4710;Verpackung;Packaging;expense;9
        4730;Fracht und Versand an Kunden;Outbound freight;expense;9
        4760;Provisionen für Vertreter;Sales commissions;expense;9
        4780;Fremde Arbeiten im Vertrieb;Subcontracted sales work;expense;9
        4790;Kosten aus Garantie und Gewährleistung;Warranty costs;expense;0
        4800;Reparatur von Maschinen und Anlagen;Repairs of plant and machinery;expense;9
        4805;Reparatur von Betriebs- und Büroausstattung;Repairs of furniture and equipment;expense;9
        4806;Wartung von EDV und Programmen;IT and software maintenance;expense;9
        4810;Leasing beweglicher Güter;Leasing of movable assets;expense;9
        4822;Planmäßige Abschreibung immaterieller Werte;Amortisation of intangible assets;expense;0
        4824;Planmäßige Abschreibung des Firmenwerts;Amortisation of goodwill;expense;0
        4830;Planmäßige Abschreibung von Sachanlagen;Depreciation of tangible assets;expense;0
        4831;Planmäßige Abschreibung von Gebäuden;Depreciation of buildings;expense;0
        4832;Planmäßige Abschreibung von Fahrzeugen;Depreciation of vehicles;expense;0
        4840;Außerplanmäßige Abschreibung von Sachanlagen;Impairment of tangible assets;expense;0
        4855;Sofortabzug geringwertiger Güter;Immediate write-off of low-value assets;expense;0
        4862;Jährliche Auflösung des GWG-Sammelpostens;Annual release of the low-value pool;expense;0
        4870;Wertminderung von Finanzanlagen;Write-down of financial assets;expense;0
        4900;Übriger betrieblicher Aufwand;Other operating expenses;expense;9
        4909;Fremde Dienstleistungen und Fremdarbeit;External services;expense;9
        4910;Briefmarken und Porto;Postage;expense;0
        4920;Telefonkosten;Telephone;expense;9
        4925;Internet und Fax;Internet and fax;expense;9
        4930;Büromaterial;Office supplies;expense;9
        4940;Fachliteratur;Books and journals;expense;8
        4945;Fortbildung und Seminare;Training and seminars;expense;9
        4950;Anwalts- und Beratungshonorare;Legal and consulting fees;expense;9
        4955;Laufende Buchhaltung;Bookkeeping fees;expense;9
        4957;Jahresabschluss und Wirtschaftsprüfung;Annual accounts and audit fees;expense;9
        4960;Miete von Geräten und Einrichtungen;Rent of equipment;expense;9
        4964;Lizenzen und Softwaremiete;Licences and software subscriptions;expense;9
        4969;Müll und Entsorgung;Waste disposal;expense;9
        4970;Bankgebühren;Bank charges;expense;0
        4980;Sonstiger laufender Bedarf des Betriebs;Sundry operating supplies;expense;9
        4985;Kleinwerkzeug und Kleingeräte;Small tools;expense;9
        8100;Steuerfreie Erlöse nach § 4 Nr. 8 ff. UStG;Exempt revenue, § 4 no. 8 ff. UStG;revenue;0
        8110;Übrige steuerfreie Erlöse im Inland;Other exempt domestic revenue;revenue;0
        8120;Ausfuhrlieferungen in Drittländer, steuerfrei;Export deliveries, exempt;revenue;1
        8125;Lieferungen an Unternehmer in der EU, steuerfrei;Intra-EU supplies, exempt;revenue;11
        8195;Erlöse des Kleinunternehmers;Revenue of small entrepreneur;revenue;0
        8200;Erlöse (Sammelkonto);Revenue (collective);revenue;0
        8290;Erlöse zum Nullsteuersatz (Photovoltaik);Zero-rated revenue (photovoltaics);revenue;0
        8300;Erlöse mit 7 % Umsatzsteuer;Revenue, VAT 7 %;revenue;2
        8310;Lieferungen an Privatkunden in der EU, 7 %;EU supplies taxable in Germany, 7 %;revenue;12
        8315;Lieferungen an Privatkunden in der EU, 19 %;EU supplies taxable in Germany, 19 %;revenue;13
        8320;Lieferungen in die EU, dort steuerpflichtig;EU supplies taxable in destination state;revenue;10
        8336;Dienstleistungen an Unternehmer in der EU;Services to businesses in the EU;revenue;0
        8337;Erlöse, Kunde schuldet die Steuer;Revenue under reverse charge;revenue;0
        8338;Dienstleistungen in Drittländer, nicht steuerbar;Services outside the EU, not taxable;revenue;0
        8400;Erlöse mit 19 % Umsatzsteuer;Revenue, VAT 19 %;revenue;3
        8519;Provisionen von Dritten, 19 %;Commission income, 19 %;revenue;3
        8520;Verkauf von Abfall und Schrott;Sale of waste and scrap;revenue;3
        8540;Pfand und Leergut im Verkauf;Deposits and empties, sales;revenue;3
        8595;Sachbezüge der Mitarbeiter, 19 %;Benefits in kind, 19 %;revenue;3
        8611;Privatnutzung der Dienstwagen, 19 %;Private use of company cars by staff, 19 %;revenue;3
        8700;Kürzungen der Erlöse;Revenue reductions;revenue;0
        8710;Kürzungen der Erlöse, 7 %;Revenue reductions, 7 %;revenue;2
        8720;Kürzungen der Erlöse, 19 %;Revenue reductions, 19 %;revenue;3
        8730;Skonto an Kunden;Cash discounts granted;revenue;0
        8731;Skonto an Kunden, 7 %;Cash discounts granted, 7 %;revenue;2
        8736;Skonto an Kunden, 19 %;Cash discounts granted, 19 %;revenue;3
        8740;Bonus an Kunden;Volume bonuses granted;revenue;0
        8770;Rabatt an Kunden;Trade discounts granted;revenue;0
        8801;Verkauf von Anlagen mit Verlust, 19 %;Fixed assets sold at a loss, 19 %;expense;3
        8820;Verkauf von Anlagen mit Gewinn, 19 %;Fixed assets sold at a profit, 19 %;revenue;3
        8910;Warenentnahme durch den Inhaber, 19 %;Goods taken by the owner, 19 %;revenue;3
        8915;Warenentnahme durch den Inhaber, 7 %;Goods taken by the owner, 7 %;revenue;2
        8921;Private Fahrzeugnutzung des Inhabers, 19 %;Owner's private car use, 19 %;revenue;3
        8922;Private Telefonnutzung des Inhabers, 19 %;Owner's private telephone use, 19 %;revenue;3
        8950;Nicht steuerbare Innenumsätze;Internal sales, not taxable;revenue;0
        8960;Bestandsänderung unfertiger Erzeugnisse;Change in work in progress;revenue;0
        8980;Bestandsänderung fertiger Erzeugnisse;Change in finished goods;revenue;0
        8990;Selbst erstellte Anlagen;Own work capitalised;revenue;0
        """
}
