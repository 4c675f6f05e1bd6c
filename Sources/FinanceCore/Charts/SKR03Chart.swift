/// Starter accounts after the numbering of SKR03: what a small company in Germany uses in its first years.
///
/// Numbers and tax keys follow the chart; the names are our own wording. Complete charts are imported as CSV.
/// Columns: number; German name; English name; category; DATEV tax key (0 = none).
enum SKR03Chart {
    /// Accounts of the balance sheet: assets, liabilities, equity.
    static let balanceSheetRows = """
        0010;Gekaufte Konzessionen, Rechte und Lizenzen;Purchased concessions, rights and licences;asset;9
        0027;Erworbene Computerprogramme;Purchased computer software;asset;9
        0035;Firmenwert (erworben);Acquired goodwill;asset;9
        0039;Vorauszahlungen auf immaterielles Vermögen;Prepayments for intangible assets;asset;0
        0050;Grundbesitz und Gebäude (Sammelkonto);Land and buildings (collective);asset;0
        0065;Grundstücke ohne Bebauung;Undeveloped land;asset;0
        0085;Bodenwert eigener bebauter Grundstücke;Land value of own developed plots;asset;0
        0090;Büro- und Geschäftsgebäude auf eigenem Grund;Office and commercial buildings on own land;asset;9
        0100;Werkhallen und Fabrikgebäude auf eigenem Grund;Factory buildings on own land;asset;9
        0120;Eigene Gebäude im Bau;Own buildings under construction;asset;9
        0160;Gebäude auf gepachtetem oder fremdem Grund;Buildings on leased land;asset;9
        0200;Maschinenpark und technische Anlagen (Sammelkonto);Plant and machinery (collective);asset;9
        0210;Produktionsmaschinen;Production machinery;asset;9
        0220;Werkzeuge, fest zu Maschinen gehörend;Tools tied to machines;asset;9
        0280;Vorrichtungen des Betriebs (eingebaut);Built-in operating facilities;asset;9
        0300;Weitere Anlagen und Einrichtungen (Sammelkonto);Other equipment and fixtures (collective);asset;9
        0310;Sonstige Anlagegüter;Other fixed equipment;asset;9
        0320;Personenkraftwagen im Betriebsvermögen;Company cars;asset;9
        0350;Lastkraftwagen und Transporter;Trucks and vans;asset;9
        0380;Übrige Fahrzeuge und Fördermittel;Other vehicles and means of transport;asset;9
        0400;Einrichtung des Betriebs;Operating equipment;asset;9
        0410;Einrichtung der Geschäftsräume;Business premises equipment;asset;9
        0420;Büromöbel und Bürotechnik;Office furniture and equipment;asset;9
        0430;Ausstattung der Verkaufsräume;Shop fittings;asset;9
        0440;Größere Werkzeuge;Major tools;asset;9
        0450;Mietereinbauten;Leasehold improvements;asset;9
        0480;GWG, sofort abzuschreiben;Low-value assets, written off at once;asset;9
        0485;GWG-Sammelposten, fünf Jahre;Pooled low-value assets, five years;asset;9
        0490;Übrige Betriebs- und Büroausstattung;Miscellaneous furniture and fixtures;asset;9
        0499;Vorauszahlungen auf Einrichtung und Ausstattung;Prepayments for furniture and fixtures;asset;0
        0500;Anteile an Konzernunternehmen;Shares in affiliated companies;asset;0
        0510;Dauerhafte Beteiligungen;Long-term equity investments;asset;0
        0525;Wertpapiere als Daueranlage;Securities held as fixed assets;asset;0
        0550;Vergebene Darlehen, langfristig;Long-term loans granted;asset;0
        0570;Geschäftsanteile an Genossenschaften;Shares in cooperatives;asset;0
        0630;Bankdarlehen (Sammelkonto);Bank loans (collective);liability;0
        0631;Bankdarlehen, fällig binnen eines Jahres;Bank loans due within one year;liability;0
        0640;Bankdarlehen, fällig in einem bis fünf Jahren;Bank loans due in one to five years;liability;0
        0650;Bankdarlehen, fällig nach über fünf Jahren;Bank loans due after more than five years;liability;0
        0730;Schulden gegenüber Gesellschaftern;Liabilities to shareholders;liability;0
        0800;Stammkapital oder Grundkapital;Subscribed capital;equity;0
        0840;Rücklage aus Kapitalzuführungen;Capital reserve;equity;0
        0846;Pflichtrücklage nach Gesetz;Statutory reserve;equity;0
        0853;Rücklage nach Satzung;Reserve under the articles;equity;0
        0855;Freie Gewinnrücklage;Other revenue reserves;equity;0
        0860;Vorgetragener Gewinn;Profit carried forward;equity;0
        0868;Vorgetragener Verlust;Loss carried forward;equity;0
        0870;Festes Kapital des Inhabers oder Vollhafters;Fixed capital of owner or general partner;equity;0
        0880;Bewegliches Kapital des Inhabers oder Vollhafters;Variable capital of owner or general partner;equity;0
        0900;Hafteinlage der Kommanditisten;Limited partners' capital;equity;0
        0950;Rückstellung für Betriebsrenten;Pension provisions;liability;0
        0955;Rückstellung für Steuern;Tax provisions;liability;0
        0956;Rückstellung für Gewerbesteuer;Provision for trade tax;liability;0
        0961;Rückstellung für offenen Urlaub;Provision for unused holidays;liability;0
        0963;Rückstellung für Körperschaftsteuer;Provision for corporation tax;liability;0
        0965;Rückstellung für Personalaufwand;Provision for personnel expenses;liability;0
        0970;Übrige Rückstellungen;Other provisions;liability;0
        0974;Rückstellung für Garantiefälle;Warranty provisions;liability;0
        0976;Rückstellung für Verluste aus laufenden Verträgen;Provision for onerous contracts;liability;0
        0977;Rückstellung für Jahresabschluss und Prüfung;Provision for annual accounts and audit;liability;0
        0980;Vorausbezahlter Aufwand (aktive Abgrenzung);Prepaid expenses;asset;0
        0986;Disagio auf Darlehen;Loan discount;asset;0
        0990;Vorab erhaltener Ertrag (passive Abgrenzung);Deferred income;liability;0
        0996;Pauschale Wertkorrektur auf Forderungen;General allowance for receivables;asset;0
        0998;Einzelne Wertkorrektur auf Forderungen;Specific allowance for receivables;asset;0
        1000;Kasse;Cash on hand;asset;0
        1010;Zweite Kasse;Second cash box;asset;0
        1100;Postbankkonto;Postbank account;asset;0
        1200;Bank;Bank;asset;0
        1210;Zweites Bankkonto;Second bank account;asset;0
        1220;Drittes Bankkonto;Third bank account;asset;0
        1300;Wechsel von Kunden;Bills receivable;asset;0
        1330;Scheckbestand;Cheques on hand;asset;0
        1348;Wertpapiere zur kurzfristigen Anlage;Securities held as current assets;asset;0
        1360;Geld unterwegs (Geldtransit);Cash in transit;asset;0
        1400;Kundenforderungen;Trade receivables;asset;0
        1410;Kundenforderungen ohne Personenkonto;Trade receivables without personal account;asset;0
        1460;Unsichere Kundenforderungen;Doubtful receivables;asset;0
        1500;Übrige Vermögensgegenstände;Other assets;asset;0
        1510;Vorauszahlungen auf Vorräte;Prepayments for stocks;asset;0
        1511;Vorauszahlungen auf Vorräte, Vorsteuer 7 %;Prepayments for stocks, input VAT 7 %;asset;8
        1518;Vorauszahlungen auf Vorräte, Vorsteuer 19 %;Prepayments for stocks, input VAT 19 %;asset;9
        1525;Hinterlegte Kautionen;Deposits paid;asset;0
        1530;Vorschüsse und Forderungen an Mitarbeiter;Advances to and receivables from staff;asset;0
        1540;Guthaben aus Gewerbesteuer;Trade tax recoverable;asset;0
        1545;Guthaben aus Umsatzsteuer;VAT recoverable;asset;0
        1549;Guthaben aus Körperschaftsteuer;Corporation tax recoverable;asset;0
        1550;Vergebene Darlehen, kurzfristig;Short-term loans granted;asset;0
        1570;Vorsteuer (Sammelkonto);Input VAT (collective);asset;0
        1571;Vorsteuer 7 %;Input VAT 7 %;asset;0
        1572;Vorsteuer auf Einkäufe aus der EU, 7 %;Input VAT on EU acquisitions, 7 %;asset;0
        1574;Vorsteuer auf Einkäufe aus der EU, 19 %;Input VAT on EU acquisitions, 19 %;asset;0
        1575;Vorsteuer 16 % (zweites Halbjahr 2020);Input VAT 16 % (second half of 2020);asset;0
        1576;Vorsteuer 19 %;Input VAT 19 %;asset;0
        1577;Vorsteuer bei Steuerschuld des Empfängers, 19 %;Input VAT under reverse charge, 19 %;asset;0
        1578;Vorsteuer bei Steuerschuld des Empfängers (übrige);Input VAT under reverse charge (other);asset;0
        1588;Gezahlte Einfuhrumsatzsteuer;Import VAT paid;asset;0
        1590;Durchlaufendes Geld;Transitory items;asset;0
        1592;Verwahrtes Geld Dritter;Third-party money held;asset;0
        1600;Lieferantenverbindlichkeiten;Trade payables;liability;0
        1610;Lieferantenverbindlichkeiten ohne Personenkonto;Trade payables without personal account;liability;0
        1660;Eigene Wechsel;Bills payable;liability;0
        1700;Übrige Schulden;Other liabilities;liability;0
        1705;Darlehen von Dritten;Loans from third parties;liability;0
        1710;Anzahlungen von Kunden;Payments received on account;liability;0
        1711;Anzahlungen von Kunden, 7 %;Payments received on account, 7 %;liability;2
        1718;Anzahlungen von Kunden, 19 %;Payments received on account, 19 %;liability;3
        1730;Offene Kreditkartenumsätze;Credit card balance;liability;0
        1732;Empfangene Kautionen;Deposits received;liability;0
        1736;Offene Steuern und Abgaben;Taxes and duties payable;liability;0
        1740;Offene Löhne und Gehälter;Wages and salaries payable;liability;0
        1741;Abzuführende Lohn- und Kirchensteuer;Wage and church tax payable;liability;0
        1742;Abzuführende Sozialbeiträge;Social security payable;liability;0
        1746;Abzuführende Kapitalertrag- und Abzugsteuern;Withholding taxes payable;liability;0
        1750;Abzuführende Sparbeiträge der Mitarbeiter;Employee savings payable;liability;0
        1755;Lohnverrechnung;Payroll clearing;liability;0
        1760;Noch nicht fällige Umsatzsteuer;VAT not yet due;liability;0
        1761;Noch nicht fällige Umsatzsteuer 7 %;VAT not yet due, 7 %;liability;0
        1766;Noch nicht fällige Umsatzsteuer 19 %;VAT not yet due, 19 %;liability;0
        1767;Umsatzsteuer anderer EU-Staaten (Fernverkauf);VAT of other EU states (distance sales);liability;10
        1770;Umsatzsteuer (Sammelkonto);Output VAT (collective);liability;0
        1771;Umsatzsteuer zu 7 %;Output VAT 7 %;liability;0
        1772;Umsatzsteuer auf Einkäufe aus der EU, 7 %;VAT on EU acquisitions, 7 %;liability;0
        1774;Umsatzsteuer auf Einkäufe aus der EU, 19 %;VAT on EU acquisitions, 19 %;liability;0
        1775;Umsatzsteuer 16 % (zweites Halbjahr 2020);Output VAT 16 % (second half of 2020);liability;0
        1776;Umsatzsteuer zu 19 %;Output VAT 19 %;liability;0
        1780;Geleistete Umsatzsteuer-Voranmeldungen;VAT advance payments;liability;0
        1781;Sondervorauszahlung zur Umsatzsteuer (1/11);Special VAT prepayment (1/11);liability;0
        1785;Umsatzsteuer als Leistungsempfänger (übrige);VAT owed under reverse charge (other);liability;0
        1787;Umsatzsteuer als Leistungsempfänger, 19 %;VAT owed under reverse charge, 19 %;liability;0
        1789;Umsatzsteuer des laufenden Jahres;VAT for the current year;liability;0
        1790;Umsatzsteuer des Vorjahres;VAT for the previous year;liability;0
        1791;Umsatzsteuer älterer Jahre;VAT for earlier years;liability;0
        1800;Entnahmen des Inhabers;Owner's drawings;equity;0
        1810;Private Steuerzahlungen;Private tax payments;equity;0
        1820;Private Vorsorge, begrenzt absetzbar;Private provisions, limited deduction;equity;0
        1830;Private Vorsorge, voll absetzbar;Private provisions, full deduction;equity;0
        1840;Private Spenden;Private donations;equity;0
        1880;Sachentnahmen des Inhabers;Owner's drawings in kind;equity;0
        1890;Einlagen des Inhabers;Owner's contributions;equity;0
        3970;Lagerbestand Material;Stock of materials;asset;0
        3980;Lagerbestand Waren;Stock of goods;asset;0
        9000;Eröffnung: Vortrag der Sachkonten;Opening: general ledger balances;equity;0
        9008;Eröffnung: Vortrag der Kunden;Opening: customer balances;equity;0
        9009;Eröffnung: Vortrag der Lieferanten;Opening: supplier balances;equity;0
        9090;Eröffnung: Summen des Vorjahres;Opening: totals of the previous year;equity;0
        """
}
