extension SKR04Chart {
    /// Accounts of the income statement: revenue and expense.
    static let incomeStatementRows = """
        4100;Steuerfreie Erlöse nach § 4 Nr. 8 ff. UStG;Exempt revenue, § 4 no. 8 ff. UStG;revenue;0
        4110;Übrige steuerfreie Erlöse im Inland;Other exempt domestic revenue;revenue;0
        4120;Ausfuhrlieferungen in Drittländer, steuerfrei;Export deliveries, exempt;revenue;1
        4125;Lieferungen an Unternehmer in der EU, steuerfrei;Intra-EU supplies, exempt;revenue;11
        4185;Erlöse des Kleinunternehmers;Revenue of small entrepreneur;revenue;0
        4200;Erlöse (Sammelkonto);Revenue (collective);revenue;0
        4290;Erlöse zum Nullsteuersatz (Photovoltaik);Zero-rated revenue (photovoltaics);revenue;0
        4300;Erlöse mit 7 % Umsatzsteuer;Revenue, VAT 7 %;revenue;2
        4310;Lieferungen an Privatkunden in der EU, 7 %;EU supplies taxable in Germany, 7 %;revenue;12
        4315;Lieferungen an Privatkunden in der EU, 19 %;EU supplies taxable in Germany, 19 %;revenue;13
        4320;Lieferungen in die EU, dort steuerpflichtig;EU supplies taxable in destination state;revenue;10
        4336;Dienstleistungen an Unternehmer in der EU;Services to businesses in the EU;revenue;0
        4337;Erlöse, Kunde schuldet die Steuer;Revenue under reverse charge;revenue;0
        4338;Dienstleistungen in Drittländer, nicht steuerbar;Services outside the EU, not taxable;revenue;0
        4400;Erlöse mit 19 % Umsatzsteuer;Revenue, VAT 19 %;revenue;3
        4510;Verkauf von Abfall und Schrott;Sale of waste and scrap;revenue;3
        4520;Pfand und Leergut im Verkauf;Deposits and empties, sales;revenue;3
        4569;Provisionen von Dritten, 19 %;Commission income, 19 %;revenue;3
        4610;Warenentnahme durch den Inhaber, 7 %;Goods taken by the owner, 7 %;revenue;2
        4620;Warenentnahme durch den Inhaber, 19 %;Goods taken by the owner, 19 %;revenue;3
        4645;Private Fahrzeugnutzung des Inhabers, 19 %;Owner's private car use, 19 %;revenue;3
        4646;Private Telefonnutzung des Inhabers, 19 %;Owner's private telephone use, 19 %;revenue;3
        4690;Nicht steuerbare Innenumsätze;Internal sales, not taxable;revenue;0
        4700;Kürzungen der Erlöse;Revenue reductions;revenue;0
        4710;Kürzungen der Erlöse, 7 %;Revenue reductions, 7 %;revenue;2
        4720;Kürzungen der Erlöse, 19 %;Revenue reductions, 19 %;revenue;3
        4730;Skonto an Kunden;Cash discounts granted;revenue;0
        4731;Skonto an Kunden, 7 %;Cash discounts granted, 7 %;revenue;2
        4736;Skonto an Kunden, 19 %;Cash discounts granted, 19 %;revenue;3
        4740;Bonus an Kunden;Volume bonuses granted;revenue;0
        4770;Rabatt an Kunden;Trade discounts granted;revenue;0
        4800;Bestandsänderung fertiger Erzeugnisse;Change in finished goods;revenue;0
        4810;Bestandsänderung unfertiger Erzeugnisse;Change in work in progress;revenue;0
        4820;Selbst erstellte Anlagen;Own work capitalised;revenue;0
        4830;Übriger betrieblicher Ertrag;Other operating income;revenue;0
        4837;Ertrag außerhalb des Betriebszwecks;Income unrelated to operations;revenue;0
        4840;Gewinne aus Währungsumrechnung;Exchange gains;revenue;0
        4845;Verkauf von Anlagen mit Gewinn, 19 %;Fixed assets sold at a profit, 19 %;revenue;3
        4855;Restwert verkaufter Anlagen bei Gewinn;Book value of assets sold at a profit;revenue;0
        4860;Ertrag aus Vermietung;Rental income;revenue;0
        4900;Gewinn aus Anlagenverkauf;Profit on disposal of fixed assets;revenue;0
        4920;Auflösung der pauschalen Wertkorrektur;Release of general allowance;revenue;0
        4923;Auflösung der einzelnen Wertkorrektur;Release of specific allowance;revenue;0
        4925;Eingang ausgebuchter Forderungen;Recovery of written-off receivables;revenue;0
        4930;Auflösung von Rückstellungen;Release of provisions;revenue;0
        4945;Sachbezüge der Mitarbeiter, 19 %;Benefits in kind, 19 %;revenue;3
        4947;Privatnutzung der Dienstwagen, 19 %;Private use of company cars by staff, 19 %;revenue;3
        4960;Ertrag aus anderen Jahren;Income of other periods;revenue;0
        4970;Leistungen von Versicherungen;Insurance payouts;revenue;0
        4972;Erstattung bei Krankheit und Mutterschaft (U1/U2);Sick and maternity pay refunds (U1/U2);revenue;0
        4975;Steuerpflichtige Investitionsförderung;Taxable investment grants;revenue;0
        5100;Verbrauch von Roh-, Hilfs- und Betriebsstoffen;Raw materials, consumables and supplies;expense;0
        5110;Einkauf von Material, Vorsteuer 7 %;Materials purchased, input VAT 7 %;expense;8
        5130;Einkauf von Material, Vorsteuer 19 %;Materials purchased, input VAT 19 %;expense;9
        5190;Energie für die Fertigung;Energy for production;expense;9
        5200;Wareneinkauf ohne Steuer;Goods purchased, no VAT;expense;0
        5300;Wareneinkauf mit 7 %;Goods purchased, input VAT 7 %;expense;8
        5400;Wareneinkauf mit 19 %;Goods purchased, input VAT 19 %;expense;9
        5420;Wareneinkauf aus der EU, 7 %;EU acquisition of goods, 7 %;expense;18
        5425;Wareneinkauf aus der EU, 19 %;EU acquisition of goods, 19 %;expense;19
        5550;Wareneinkauf aus der EU, steuerfrei;EU acquisition of goods, exempt;expense;0
        5559;Wareneinkauf aus Drittländern, steuerfrei;Imported goods, exempt;expense;0
        5700;Preisnachlässe von Lieferanten;Allowances from suppliers;expense;0
        5730;Von Lieferanten gewährtes Skonto;Cash discounts received;expense;0
        5731;Skonto von Lieferanten, 7 %;Cash discounts received, 7 %;expense;8
        5736;Skonto von Lieferanten, 19 %;Cash discounts received, 19 %;expense;9
        5740;Bonus von Lieferanten;Volume bonuses received;expense;0
        5760;Bonus von Lieferanten, 19 %;Volume bonuses received, 19 %;expense;9
        5770;Rabatt von Lieferanten;Trade discounts received;expense;0
        5800;Nebenkosten des Einkaufs (Fracht, Verpackung);Incidental purchase costs (freight, packing);expense;0
        5820;Pfand und Leergut im Einkauf;Deposits and empties, purchases;expense;0
        5840;Zoll und Einfuhrkosten;Customs and import duties;expense;0
        5880;Bestandsänderung bei Material und Waren;Change in materials and goods;expense;0
        5900;Eingekaufte Leistungen;Purchased services;expense;0
        5906;Eingekaufte Leistungen, Vorsteuer 19 %;Purchased services, input VAT 19 %;expense;9
        5908;Eingekaufte Leistungen, Vorsteuer 7 %;Purchased services, input VAT 7 %;expense;8
        5915;Leistungen ausländischer Anbieter, Empfänger schuldet 7 %;Foreign services, reverse charge 7 %;expense;91
        5920;Bauleistungen, Empfänger schuldet 19 %;Construction services, reverse charge 19 %;expense;94
        5923;Leistungen von Anbietern aus der EU, Empfänger schuldet 19 %;EU services, reverse charge 19 %;expense;94
        5925;Leistungen ausländischer Anbieter, Empfänger schuldet 19 %;Foreign services, reverse charge 19 %;expense;94
        6010;Arbeitslöhne;Wages;expense;0
        6020;Monatsgehälter;Salaries;expense;0
        6024;Gehalt geschäftsführender Gesellschafter;Salaries of managing shareholders;expense;0
        6026;Erfolgsbeteiligungen (Tantiemen);Profit-related bonuses;expense;0
        6027;Gehalt der Geschäftsführung;Salaries of managing directors;expense;0
        6030;Löhne für Aushilfen;Wages of temporary staff;expense;0
        6035;Minijob-Löhne;Wages of marginal employees;expense;0
        6040;Pauschalsteuer für Aushilfen;Flat-rate tax for temporary staff;expense;0
        6050;Gehalt des mitarbeitenden Ehepartners;Salary of spouse;expense;0
        6060;Freiwillige Sozialleistungen, steuerpflichtig;Voluntary social benefits, taxable;expense;0
        6069;Pauschalsteuer auf Bezüge;Flat-rate tax on remuneration;expense;0
        6080;Sparzulagen für Mitarbeiter;Capital-forming benefits;expense;0
        6090;Fahrgeld für den Arbeitsweg;Commuting allowances;expense;0
        6110;Arbeitgeberanteil zur Sozialversicherung;Employer's social security;expense;0
        6120;Umlage der Berufsgenossenschaft;Occupational accident insurance;expense;0
        6130;Freiwillige Sozialleistungen, steuerfrei;Voluntary social benefits, tax-free;expense;0
        6140;Aufwand für betriebliche Altersversorgung;Company pension expense;expense;0
        6200;Planmäßige Abschreibung immaterieller Werte;Amortisation of intangible assets;expense;0
        6205;Planmäßige Abschreibung des Firmenwerts;Amortisation of goodwill;expense;0
        6220;Planmäßige Abschreibung von Sachanlagen;Depreciation of tangible assets;expense;0
        6221;Planmäßige Abschreibung von Gebäuden;Depreciation of buildings;expense;0
        6222;Planmäßige Abschreibung von Fahrzeugen;Depreciation of vehicles;expense;0
        6230;Außerplanmäßige Abschreibung von Sachanlagen;Impairment of tangible assets;expense;0
        6260;Sofortabzug geringwertiger Güter;Immediate write-off of low-value assets;expense;0
        6264;Jährliche Auflösung des GWG-Sammelpostens;Annual release of the low-value pool;expense;0
        6300;Übriger betrieblicher Aufwand;Other operating expenses;expense;9
        6303;Fremde Dienstleistungen und Fremdarbeit;External services;expense;9
        6305;Raumkosten (Sammelkonto);Premises costs (collective);expense;9
        6310;Miete für Geschäftsräume;Rent for premises;expense;0
        6315;Pacht für Grundstücke und Gebäude;Lease of land and buildings;expense;0
        6320;Heizkosten;Heating;expense;9
        6325;Strom, Gas und Wasser;Electricity, gas and water;expense;9
        6330;Gebäudereinigung;Cleaning of premises;expense;9
        6335;Reparatur und Pflege der Geschäftsräume;Maintenance of premises;expense;9
        6340;Abgaben auf betrieblichen Grundbesitz;Charges on business property;expense;0
        6345;Übrige Kosten der Räume;Other premises costs;expense;9
        6348;Häusliches Arbeitszimmer, absetzbar;Home office, deductible;expense;0
        6390;Spenden ohne Steuerabzug;Donations without tax deduction;expense;0
        6400;Betriebliche Versicherungen;Business insurance;expense;0
        6405;Gebäudeversicherung;Building insurance;expense;0
        6420;Mitgliedsbeiträge (Kammern, Verbände);Membership fees (chambers, associations);expense;0
        6430;Gebühren und Abgaben;Fees and levies;expense;0
        6436;Verspätungs- und Zwangsgelder, absetzbar;Late fees, deductible;expense;0
        6437;Verspätungs- und Zwangsgelder, nicht absetzbar;Late fees, not deductible;expense;0
        6440;Abgabe nach dem Schwerbehindertenrecht;Levy under disability employment law;expense;0
        6460;Reparatur von Maschinen und Anlagen;Repairs of plant and machinery;expense;9
        6470;Reparatur von Betriebs- und Büroausstattung;Repairs of furniture and equipment;expense;9
        6495;Wartung von EDV und Programmen;IT and software maintenance;expense;9
        6500;Kosten der Fahrzeuge (Sammelkonto);Vehicle costs (collective);expense;9
        6520;Versicherung der Fahrzeuge;Vehicle insurance;expense;0
        6530;Kraftstoff und laufende Fahrzeugkosten;Fuel and running vehicle costs;expense;9
        6540;Werkstatt und Fahrzeugreparatur;Vehicle repairs;expense;9
        6550;Miete für Garage und Stellplatz;Garage and parking rent;expense;9
        6560;Leasing von Fahrzeugen;Vehicle leasing;expense;9
        6570;Übrige Kosten der Fahrzeuge;Other vehicle costs;expense;9
        6580;Maut;Road tolls;expense;0
        6590;Betriebliche Fahrten mit Privatwagen;Business use of private cars;expense;0
        6595;Mietwagen;Rental cars;expense;9
        6600;Werbung und Marketing;Advertising and marketing;expense;9
        6605;Streuartikel;Promotional giveaways;expense;9
        6610;Kundengeschenke, absetzbar;Gifts to customers, deductible;expense;9
        6620;Kundengeschenke, nicht absetzbar;Gifts to customers, not deductible;expense;0
        6630;Aufwand für Repräsentation;Representation expenses;expense;9
        6640;Bewirtung von Geschäftspartnern, absetzbar;Business meals, deductible;expense;9
        6643;Kleine Aufmerksamkeiten;Small courtesies;expense;9
        6644;Bewirtung von Geschäftspartnern, nicht absetzbar;Business meals, not deductible;expense;9
        6650;Reisen der Mitarbeiter (Sammelkonto);Employee travel (collective);expense;0
        6660;Reisen der Mitarbeiter: Hotel;Employee travel: accommodation;expense;8
        6663;Reisen der Mitarbeiter: Fahrkarten und Taxi;Employee travel: fares;expense;8
        6664;Reisen der Mitarbeiter: Verpflegungspauschale;Employee travel: meal allowance;expense;0
        6668;Kilometergeld für Mitarbeiter;Mileage allowance for employees;expense;0
        6670;Reisen des Inhabers (Sammelkonto);Owner's travel (collective);expense;0
        6673;Reisen des Inhabers: Fahrkarten und Taxi;Owner's travel: fares;expense;8
        6674;Reisen des Inhabers: Verpflegungspauschale;Owner's travel: meal allowance;expense;0
        6680;Reisen des Inhabers: Hotel;Owner's travel: accommodation;expense;8
        6710;Verpackung;Packaging;expense;9
        6740;Fracht und Versand an Kunden;Outbound freight;expense;9
        6770;Provisionen für Vertreter;Sales commissions;expense;9
        6780;Fremde Arbeiten im Vertrieb;Subcontracted sales work;expense;9
        6790;Kosten aus Garantie und Gewährleistung;Warranty costs;expense;0
        6800;Briefmarken und Porto;Postage;expense;0
        6805;Telefonkosten;Telephone;expense;9
        6810;Internet und Fax;Internet and fax;expense;9
        6815;Büromaterial;Office supplies;expense;9
        6820;Fachliteratur;Books and journals;expense;8
        6821;Fortbildung und Seminare;Training and seminars;expense;9
        6825;Anwalts- und Beratungshonorare;Legal and consulting fees;expense;9
        6827;Jahresabschluss und Wirtschaftsprüfung;Annual accounts and audit fees;expense;9
        6830;Laufende Buchhaltung;Bookkeeping fees;expense;9
        6835;Miete von Geräten und Einrichtungen;Rent of equipment;expense;9
        6837;Lizenzen und Softwaremiete;Licences and software subscriptions;expense;9
        6840;Leasing beweglicher Güter;Leasing of movable assets;expense;9
        6845;Kleinwerkzeug und Kleingeräte;Small tools;expense;9
        6850;Sonstiger laufender Bedarf des Betriebs;Sundry operating supplies;expense;9
        6855;Bankgebühren;Bank charges;expense;0
        6859;Müll und Entsorgung;Waste disposal;expense;9
        6860;Vorsteuer ohne Abzugsrecht;Non-deductible input VAT;expense;0
        6871;Vorsteuer 19 % ohne Abzugsrecht;Non-deductible input VAT 19 %;expense;0
        6880;Verluste aus Währungsumrechnung;Exchange losses;expense;0
        6885;Verkauf von Anlagen mit Verlust, 19 %;Fixed assets sold at a loss, 19 %;expense;3
        6895;Restwert verkaufter Anlagen bei Verlust;Book value of assets sold at a loss;expense;0
        6900;Verlust aus Anlagenverkauf;Loss on disposal of fixed assets;expense;0
        6920;Zuführung zur pauschalen Wertkorrektur;Addition to general allowance;expense;0
        6923;Zuführung zur einzelnen Wertkorrektur;Addition to specific allowance;expense;0
        6930;Ausfall von Kundenforderungen;Bad debts;expense;0
        6931;Ausfall von Kundenforderungen, 7 %;Bad debts, 7 % VAT;expense;2
        6936;Ausfall von Kundenforderungen, 19 %;Bad debts, 19 % VAT;expense;3
        6960;Aufwand aus anderen Jahren;Expenses of other periods;expense;0
        6967;Aufwand außerhalb des Betriebszwecks;Expenses unrelated to operations;expense;0
        7000;Ausschüttungen aus Beteiligungen;Income from equity investments;revenue;0
        7100;Zinsertrag;Interest income;revenue;0
        7105;Erstattungszinsen auf betriebliche Steuern;Interest on tax refunds;revenue;0
        7120;Zinsähnlicher Ertrag;Income similar to interest;revenue;0
        7200;Wertminderung von Finanzanlagen;Write-down of financial assets;expense;0
        7300;Zinsaufwand;Interest expense;expense;0
        7305;Zinsen auf betriebliche Steuern;Interest on business taxes;expense;0
        7310;Zinsaufwand für kurzfristige Schulden;Interest on short-term debt;expense;0
        7320;Zinsaufwand für langfristige Schulden;Interest on long-term debt;expense;0
        7330;Kreditgebühren und Zinsähnliches;Loan fees and similar charges;expense;0
        7600;Aufwand für Körperschaftsteuer;Corporation tax expense;expense;0
        7603;Körperschaftsteuer aus Vorjahren;Corporation tax of prior years;expense;0
        7608;Aufwand für Solidaritätszuschlag;Solidarity surcharge expense;expense;0
        7610;Aufwand für Gewerbesteuer;Trade tax expense;expense;0
        7630;Einbehaltene Kapitalertragsteuer 25 %;Capital yields tax withheld 25 %;expense;0
        7641;Gewerbesteuernachzahlung für Vorjahre;Trade tax arrears for prior years;expense;0
        7650;Übrige betriebliche Steuern;Other business taxes;expense;0
        7680;Aufwand für Grundsteuer;Property tax;expense;0
        7685;Kraftfahrzeugsteuer;Vehicle tax;expense;0
        7690;Nachzahlung übriger Steuern für Vorjahre;Arrears of other taxes for prior years;expense;0
        7692;Erstattung übriger Steuern für Vorjahre;Refund of other taxes for prior years;revenue;0
        """
}
