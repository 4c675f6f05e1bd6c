/// Starter accounts after the numbering of SKR04: what a small company in Germany uses in its first years.
///
/// Numbers and tax keys follow the chart; the names are our own wording. Complete charts are imported as CSV.
/// Columns: number; German name; English name; category; DATEV tax key (0 = none).
enum SKR04Chart {
    /// Accounts of the balance sheet: assets, liabilities, equity.
    static let balanceSheetRows = """
        0100;Gekaufte Konzessionen, Rechte und Lizenzen;Purchased concessions, rights and licences;asset;9
        0135;Erworbene Computerprogramme;Purchased computer software;asset;9
        0150;Firmenwert (erworben);Acquired goodwill;asset;9
        0170;Vorauszahlungen auf immaterielles Vermögen;Prepayments for intangible assets;asset;0
        0200;Grundbesitz und Gebäude (Sammelkonto);Land and buildings (collective);asset;0
        0215;Grundstücke ohne Bebauung;Undeveloped land;asset;0
        0235;Bodenwert eigener bebauter Grundstücke;Land value of own developed plots;asset;0
        0240;Büro- und Geschäftsgebäude auf eigenem Grund;Office and commercial buildings on own land;asset;9
        0250;Werkhallen und Fabrikgebäude auf eigenem Grund;Factory buildings on own land;asset;9
        0330;Gebäude auf gepachtetem oder fremdem Grund;Buildings on leased land;asset;9
        0400;Maschinenpark und technische Anlagen (Sammelkonto);Plant and machinery (collective);asset;9
        0440;Produktionsmaschinen;Production machinery;asset;9
        0460;Werkzeuge, fest zu Maschinen gehörend;Tools tied to machines;asset;9
        0470;Vorrichtungen des Betriebs (eingebaut);Built-in operating facilities;asset;9
        0500;Weitere Anlagen und Einrichtungen (Sammelkonto);Other equipment and fixtures (collective);asset;9
        0510;Sonstige Anlagegüter;Other fixed equipment;asset;9
        0520;Personenkraftwagen im Betriebsvermögen;Company cars;asset;9
        0540;Lastkraftwagen und Transporter;Trucks and vans;asset;9
        0560;Übrige Fahrzeuge und Fördermittel;Other vehicles and means of transport;asset;9
        0620;Größere Werkzeuge;Major tools;asset;9
        0630;Einrichtung des Betriebs;Operating equipment;asset;9
        0635;Einrichtung der Geschäftsräume;Business premises equipment;asset;9
        0640;Ausstattung der Verkaufsräume;Shop fittings;asset;9
        0650;Büromöbel und Bürotechnik;Office furniture and equipment;asset;9
        0670;GWG, sofort abzuschreiben;Low-value assets, written off at once;asset;9
        0675;GWG-Sammelposten, fünf Jahre;Pooled low-value assets, five years;asset;9
        0680;Mietereinbauten;Leasehold improvements;asset;9
        0690;Übrige Betriebs- und Büroausstattung;Miscellaneous furniture and fixtures;asset;9
        0710;Eigene Gebäude im Bau;Own buildings under construction;asset;9
        0795;Vorauszahlungen auf Einrichtung und Ausstattung;Prepayments for furniture and fixtures;asset;0
        0800;Anteile an Konzernunternehmen;Shares in affiliated companies;asset;0
        0820;Dauerhafte Beteiligungen;Long-term equity investments;asset;0
        0900;Wertpapiere als Daueranlage;Securities held as fixed assets;asset;0
        0940;Vergebene Darlehen, langfristig;Long-term loans granted;asset;0
        0980;Geschäftsanteile an Genossenschaften;Shares in cooperatives;asset;0
        1000;Lagerbestand Material;Stock of materials;asset;0
        1140;Lagerbestand Waren;Stock of goods;asset;0
        1180;Vorauszahlungen auf Vorräte;Prepayments for stocks;asset;0
        1181;Vorauszahlungen auf Vorräte, Vorsteuer 7 %;Prepayments for stocks, input VAT 7 %;asset;8
        1186;Vorauszahlungen auf Vorräte, Vorsteuer 19 %;Prepayments for stocks, input VAT 19 %;asset;9
        1200;Kundenforderungen;Trade receivables;asset;0
        1210;Kundenforderungen ohne Personenkonto;Trade receivables without personal account;asset;0
        1230;Wechsel von Kunden;Bills receivable;asset;0
        1240;Unsichere Kundenforderungen;Doubtful receivables;asset;0
        1246;Einzelne Wertkorrektur auf Forderungen;Specific allowance for receivables;asset;0
        1248;Pauschale Wertkorrektur auf Forderungen;General allowance for receivables;asset;0
        1300;Übrige Vermögensgegenstände;Other assets;asset;0
        1340;Vorschüsse und Forderungen an Mitarbeiter;Advances to and receivables from staff;asset;0
        1350;Hinterlegte Kautionen;Deposits paid;asset;0
        1360;Vergebene Darlehen, kurzfristig;Short-term loans granted;asset;0
        1370;Durchlaufendes Geld;Transitory items;asset;0
        1374;Verwahrtes Geld Dritter;Third-party money held;asset;0
        1400;Vorsteuer (Sammelkonto);Input VAT (collective);asset;0
        1401;Vorsteuer 7 %;Input VAT 7 %;asset;0
        1402;Vorsteuer auf Einkäufe aus der EU, 7 %;Input VAT on EU acquisitions, 7 %;asset;0
        1404;Vorsteuer auf Einkäufe aus der EU, 19 %;Input VAT on EU acquisitions, 19 %;asset;0
        1405;Vorsteuer 16 % (zweites Halbjahr 2020);Input VAT 16 % (second half of 2020);asset;0
        1406;Vorsteuer 19 %;Input VAT 19 %;asset;0
        1407;Vorsteuer bei Steuerschuld des Empfängers, 19 %;Input VAT under reverse charge, 19 %;asset;0
        1408;Vorsteuer bei Steuerschuld des Empfängers (übrige);Input VAT under reverse charge (other);asset;0
        1420;Guthaben aus Umsatzsteuer;VAT recoverable;asset;0
        1433;Gezahlte Einfuhrumsatzsteuer;Import VAT paid;asset;0
        1435;Guthaben aus Gewerbesteuer;Trade tax recoverable;asset;0
        1450;Guthaben aus Körperschaftsteuer;Corporation tax recoverable;asset;0
        1460;Geld unterwegs (Geldtransit);Cash in transit;asset;0
        1510;Wertpapiere zur kurzfristigen Anlage;Securities held as current assets;asset;0
        1550;Scheckbestand;Cheques on hand;asset;0
        1600;Kasse;Cash on hand;asset;0
        1610;Zweite Kasse;Second cash box;asset;0
        1700;Postbankkonto;Postbank account;asset;0
        1800;Bank;Bank;asset;0
        1810;Zweites Bankkonto;Second bank account;asset;0
        1820;Drittes Bankkonto;Third bank account;asset;0
        1900;Vorausbezahlter Aufwand (aktive Abgrenzung);Prepaid expenses;asset;0
        1940;Disagio auf Darlehen;Loan discount;asset;0
        2000;Festes Kapital des Inhabers oder Vollhafters;Fixed capital of owner or general partner;equity;0
        2010;Bewegliches Kapital des Inhabers oder Vollhafters;Variable capital of owner or general partner;equity;0
        2050;Hafteinlage der Kommanditisten;Limited partners' capital;equity;0
        2100;Entnahmen des Inhabers;Owner's drawings;equity;0
        2130;Sachentnahmen des Inhabers;Owner's drawings in kind;equity;0
        2150;Private Steuerzahlungen;Private tax payments;equity;0
        2180;Einlagen des Inhabers;Owner's contributions;equity;0
        2200;Private Vorsorge, begrenzt absetzbar;Private provisions, limited deduction;equity;0
        2230;Private Vorsorge, voll absetzbar;Private provisions, full deduction;equity;0
        2250;Private Spenden;Private donations;equity;0
        2900;Stammkapital oder Grundkapital;Subscribed capital;equity;0
        2920;Rücklage aus Kapitalzuführungen;Capital reserve;equity;0
        2930;Pflichtrücklage nach Gesetz;Statutory reserve;equity;0
        2950;Rücklage nach Satzung;Reserve under the articles;equity;0
        2960;Freie Gewinnrücklage;Other revenue reserves;equity;0
        2970;Vorgetragener Gewinn;Profit carried forward;equity;0
        2978;Vorgetragener Verlust;Loss carried forward;equity;0
        3000;Rückstellung für Betriebsrenten;Pension provisions;liability;0
        3020;Rückstellung für Steuern;Tax provisions;liability;0
        3030;Rückstellung für Gewerbesteuer;Provision for trade tax;liability;0
        3040;Rückstellung für Körperschaftsteuer;Provision for corporation tax;liability;0
        3070;Übrige Rückstellungen;Other provisions;liability;0
        3074;Rückstellung für Personalaufwand;Provision for personnel expenses;liability;0
        3079;Rückstellung für offenen Urlaub;Provision for unused holidays;liability;0
        3090;Rückstellung für Garantiefälle;Warranty provisions;liability;0
        3092;Rückstellung für Verluste aus laufenden Verträgen;Provision for onerous contracts;liability;0
        3095;Rückstellung für Jahresabschluss und Prüfung;Provision for annual accounts and audit;liability;0
        3150;Bankdarlehen (Sammelkonto);Bank loans (collective);liability;0
        3151;Bankdarlehen, fällig binnen eines Jahres;Bank loans due within one year;liability;0
        3160;Bankdarlehen, fällig in einem bis fünf Jahren;Bank loans due in one to five years;liability;0
        3170;Bankdarlehen, fällig nach über fünf Jahren;Bank loans due after more than five years;liability;0
        3250;Anzahlungen von Kunden;Payments received on account;liability;0
        3260;Anzahlungen von Kunden, 7 %;Payments received on account, 7 %;liability;2
        3272;Anzahlungen von Kunden, 19 %;Payments received on account, 19 %;liability;3
        3300;Lieferantenverbindlichkeiten;Trade payables;liability;0
        3310;Lieferantenverbindlichkeiten ohne Personenkonto;Trade payables without personal account;liability;0
        3350;Eigene Wechsel;Bills payable;liability;0
        3500;Übrige Schulden;Other liabilities;liability;0
        3510;Schulden gegenüber Gesellschaftern;Liabilities to shareholders;liability;0
        3550;Empfangene Kautionen;Deposits received;liability;0
        3560;Darlehen von Dritten;Loans from third parties;liability;0
        3610;Offene Kreditkartenumsätze;Credit card balance;liability;0
        3700;Offene Steuern und Abgaben;Taxes and duties payable;liability;0
        3720;Offene Löhne und Gehälter;Wages and salaries payable;liability;0
        3730;Abzuführende Lohn- und Kirchensteuer;Wage and church tax payable;liability;0
        3740;Abzuführende Sozialbeiträge;Social security payable;liability;0
        3760;Abzuführende Kapitalertrag- und Abzugsteuern;Withholding taxes payable;liability;0
        3770;Abzuführende Sparbeiträge der Mitarbeiter;Employee savings payable;liability;0
        3790;Lohnverrechnung;Payroll clearing;liability;0
        3800;Umsatzsteuer (Sammelkonto);Output VAT (collective);liability;0
        3801;Umsatzsteuer zu 7 %;Output VAT 7 %;liability;0
        3802;Umsatzsteuer auf Einkäufe aus der EU, 7 %;VAT on EU acquisitions, 7 %;liability;0
        3804;Umsatzsteuer auf Einkäufe aus der EU, 19 %;VAT on EU acquisitions, 19 %;liability;0
        3805;Umsatzsteuer 16 % (zweites Halbjahr 2020);Output VAT 16 % (second half of 2020);liability;0
        3806;Umsatzsteuer zu 19 %;Output VAT 19 %;liability;0
        3810;Noch nicht fällige Umsatzsteuer;VAT not yet due;liability;0
        3811;Noch nicht fällige Umsatzsteuer 7 %;VAT not yet due, 7 %;liability;0
        3816;Noch nicht fällige Umsatzsteuer 19 %;VAT not yet due, 19 %;liability;0
        3817;Umsatzsteuer anderer EU-Staaten (Fernverkauf);VAT of other EU states (distance sales);liability;10
        3820;Geleistete Umsatzsteuer-Voranmeldungen;VAT advance payments;liability;0
        3830;Sondervorauszahlung zur Umsatzsteuer (1/11);Special VAT prepayment (1/11);liability;0
        3835;Umsatzsteuer als Leistungsempfänger (übrige);VAT owed under reverse charge (other);liability;0
        3837;Umsatzsteuer als Leistungsempfänger, 19 %;VAT owed under reverse charge, 19 %;liability;0
        3840;Umsatzsteuer des laufenden Jahres;VAT for the current year;liability;0
        3841;Umsatzsteuer des Vorjahres;VAT for the previous year;liability;0
        3845;Umsatzsteuer älterer Jahre;VAT for earlier years;liability;0
        3900;Vorab erhaltener Ertrag (passive Abgrenzung);Deferred income;liability;0
        9000;Eröffnung: Vortrag der Sachkonten;Opening: general ledger balances;equity;0
        9008;Eröffnung: Vortrag der Kunden;Opening: customer balances;equity;0
        9009;Eröffnung: Vortrag der Lieferanten;Opening: supplier balances;equity;0
        9090;Eröffnung: Summen des Vorjahres;Opening: totals of the previous year;equity;0
        """
}
