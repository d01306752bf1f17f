### Was jeder Fehlercode bedeutet und was zu tun ist, auf Deutsch. mistakes.en.ftl hat dieselben Sätze mit denselben Namen:
### Ein Test vergleicht sie.

unreadable = Eine Datei oder ein Ordner ist nicht lesbar.
    .advice = Prüfen Sie den Pfad, oder nennen Sie die Ordner mit --config ORDNER und --messages ORDNER.
    .absent = { $file } gibt es nicht
    .here = { $file } ist nicht lesbar ({ $error })
not-utf8 = Die Datei ist kein UTF-8-Text.
    .advice = Speichern Sie sie neu, mit der Kodierung UTF-8.
    .here = { $file } ist kein UTF-8
not-text = Die Datei enthält Null-Bytes.
    .advice = Beim Speichern wurde sie beschädigt: Stellen Sie sie wieder her.
empty-file = Die Datei ist leer.
    .advice = Sollte etwas darin stehen, stellen Sie sie wieder her.
too-big = Eine Datei, Liste oder Zahl ist größer als erlaubt.
    .advice = Überschreiten Sie die Grenze nicht, die in der Meldung steht, zum Beispiel 8 MiB für eine Datei, 20 000 Einträge in einer Liste, 5 000 Mitteilungen.
    .here = { $name } darf { $limit } { $unit ->
            [none] sein
           *[other] haben
        }
    .here-advice = Schreiben Sie { $limit }.
    .file = die Datei hat { $bytes } Bytes, erlaubt sind { $max }
    .file-advice = Kürzen Sie sie auf { $max } Bytes. Ist es die richtige Datei?
    .entries = hier folgen mehr als { $max } Einträge, Kommas oder Kommentare aufeinander
    .entries-advice = Schreiben Sie höchstens { $max }. Ist die Datei beschädigt?
    .at = { $where } hat mehr als { $max } Bytes
    .at-advice = Kürzen Sie sie auf { $max } Bytes. Ist es die Adresse der Lagedatei?
    .announcements = die Datei hat mehr als { $max } Mitteilungen: { $n }
    .announcements-advice = Entfernen Sie die ältesten, die niemand mehr berichtigen muss, jede samt den Mitteilungen, die sie berichtigen, zurückziehen oder fortführen. Ihre Beiträge bleiben stehen.
too-small = Ein Text, eine Liste oder eine Zahl ist kleiner als erlaubt.
    .advice = Schreiben Sie mindestens so viel, wie die Meldung nennt.
    .here = { $name } muss { $limit } { $unit ->
            [none] sein
           *[other] haben
        }
    .here-advice = Schreiben Sie { $limit }.
more-mistakes = Es gibt mehr Fehler, als aufgezählt sind.
    .advice = Beheben Sie die aufgezählten, dann noch einmal `check`.
    .here = und { $n } { $n ->
            [one] weiterer
           *[other] weitere
        } Fehler
bad-yaml = Die Datei ist kein gültiges YAML.
    .advice = Vergleichen Sie die Zeile mit der darüber: Einzug, Doppelpunkt, Anführungszeichen.
    .here = das ist kein YAML („{ $why }“)
    .here-advice = Rücken Sie diese Zeile ein wie ihre Nachbarn, mit Leerzeichen statt Tabulatoren. Setzen Sie einen Text mit : # @ ! oder \ in Anführungszeichen, am besten in einfache: '…'.
cut-off = Am Ende ist ein Anführungszeichen oder eine Klammer noch offen.
    .advice = Schließen Sie sie, oder stellen Sie die abgeschnittene Datei wieder her.
    .here = das ist kein YAML („{ $why }“)
several-documents = Die Datei enthält ein zweites Dokument.
    .advice = Entfernen Sie die Zeile `---` oder `...`.
too-deep = Zu viele Ebenen sind verschachtelt.
    .advice = Suchen Sie eine überflüssige Klammer oder einen Strich.
    .here = mehr als { $max } Ebenen sind ineinander verschachtelt
yaml-directive = Eine Zeile wie `%YAML` ändert, wie die Datei gelesen wird.
    .advice = Entfernen Sie sie.
yaml-tag = Ein Wert hat ein Tag wie `!thing`.
    .advice = Entfernen Sie es, oder setzen Sie den Text in Anführungszeichen.
    .here = das Tag `{ $tag }` bedeutet hier nichts
bad-key = Ein Schlüssel ist kein Text.
    .advice = Setzen Sie den Schlüssel in Anführungszeichen.
    .here = der Schlüssel `{ $typed }` ist kein Text
    .here-advice = Setzen Sie ihn in Anführungszeichen: "{ $typed }".
    .unnamed = dieser Schlüssel ist kein Text
    .unnamed-advice = Schreiben Sie ein Wort vor den Doppelpunkt.
duplicate-key = Ein Schlüssel steht zweimal da.
    .advice = Behalten Sie einen von beiden.
    .here = den Schlüssel `{ $name }` gibt es zweimal
    .within = `{ $name }` ist ein Teil von `{ $whole }`
    .within-advice = Behalten Sie eines von beiden. Soll über eine Leistung mehr gesagt werden als ihr Zustand, geben Sie den Zustand als `services.ID.status` an.
bad-alias = Ein Verweis `*name` wiederholt, was anderswo steht.
    .advice = Schreiben Sie es aus, oder nutzen Sie die Angaben von `all` oder einer Gruppe.
    .here = `*{ $name }` würde wiederholen, was anderswo steht
missing-key = Ein nötiger Schlüssel fehlt.
    .advice = Ergänzen Sie ihn; der Hinweis zeigt ein Beispiel.
    .here = { $name } fehlt
    .here-advice = Ergänzen Sie `{ $key }:`, { $expected }. { $example }
    .estimate = eine Schätzung `{ $kind }` braucht `{ $key }`
    .estimate-advice = Ergänzen Sie `{ $key }: 2023-11-06`, oder schreiben Sie `kind: unknown`.
    .place = `urgent-at` braucht einen `place`
    .place-advice = Ergänzen Sie `place:` mit dem, was auf dem Schild steht.
    .of-kind = eine Mitteilung der Art `{ $kind }` braucht `{ $key }`
    .of-kind-advice = { $kind ->
            [correction] Ergänzen Sie `corrects:` mit der Kennung dessen, was falsch war; im Befehl --corrects.
            [retraction] Ergänzen Sie `withdraws:` mit der Kennung dessen, was zurückgezogen wird; im Befehl --withdraws.
            [notice] Ergänzen Sie `text: {"{"}de: "…"{"}"}`, im Befehl --text: Diese Art hat keine anderen Worte.
            [restoration] Ergänzen Sie `services: [vehicle-registration]` oder `reach: [phone]`, im Befehl --services vehicle-registration oder --reach phone: was wieder geht.
           *[contacts] Ergänzen Sie `contact:`, im Befehl --contact, mit seiner Kennung in den Angaben: hotline.
        }
    .post-as = niemand sagt das: `post_as` fehlt
    .post-as-advice = Ergänzen Sie `post_as:` mit Kommunen, Gruppen oder `all`.
empty-value = Ein Schlüssel hat keinen Wert.
    .advice = Schreiben Sie den Wert, oder entfernen Sie die Zeile.
    .here = { $name } ist leer
    .here-advice = Schreiben Sie { $expected }, oder lassen Sie die Zeile weg. Ein Text, der mit # beginnt, braucht Anführungszeichen. { $example }
unknown-key = Diesen Schlüssel gibt es hier nicht.
    .advice = Wählen Sie einen, den der Hinweis nennt.
    .here = den Schlüssel { $name } gibt es nicht
    .here-advice = Hier gibt es { $keys }.
    .merge = den Schlüssel { $name } gibt es nicht
    .merge-advice = YAML 1.2 kennt keine Merge-Schlüssel: Schreiben Sie die Zeilen aus, oder nutzen Sie die Angaben von `all` oder einer Gruppe.
    .estimate = eine Schätzung `{ $kind }` hat kein `{ $key }`
    .estimate-advice = Entfernen Sie `{ $key }`, oder wählen Sie eine andere Art.
unknown-word = Dieser Wert ist nicht erlaubt.
    .advice = Wählen Sie einen, den der Hinweis nennt.
    .role = Es gibt keine Rolle { $name }
    .role-advice = Rollen sind { $roles }; nur an einem Ort: writer=KENNUNG.
    .no-role = Es ist keine Rolle angegeben: { $name } würde alle Rechte verlieren
    .no-role-advice = Nennen Sie mit --role jede Rolle, die { $name } haben soll: { $roles }. Nur ansehen und anhalten: --role stopper.
    .here = { $name } kann nicht { $written } sein
    .here-advice = Schreiben Sie { $expected }.
wrong-type = Der Wert hat die falsche Form.
    .advice = Schreiben Sie Text, Zahl, Liste oder Zuordnung, wie der Hinweis sagt.
    .here = { $name } ist { $given }, und hierher gehört { $expected }
    .here-advice = Schreiben Sie { $expected }.
    .example = { $name } ist { $given }, und hierher gehört { $expected }
    .example-advice = Zum Beispiel: { $example }
not-quoted = Wo Text stehen muss, steht eine Zahl.
    .advice = Setzen Sie sie in Anführungszeichen, sonst geht eine führende Null verloren.
    .here = { $name } ist { $given }, und hierher gehört Text
    .here-advice = Setzen Sie es in Anführungszeichen: "{ $typed }".
    .number = { $name } ist { $given }, und hierher gehört Text
    .number-advice = Setzen Sie sie in Anführungszeichen: "{ $typed }". Sonst geht eine führende Null verloren.
not-allowed = Der Wert ist nicht erlaubt.
    .advice = Vergleichen Sie ihn mit der mitgelieferten Datei.
    .here = { $name } ist so nicht erlaubt
wrong-order = Das Ende liegt nicht nach dem Anfang.
    .advice = Prüfen Sie beide Zeiten.
    .here = `{ $second }` liegt nicht nach `{ $first }`
bad-id = Eine Kennung hat andere Zeichen als a-z, 0-9 und -.
    .advice = Ändern Sie sie, wie der Hinweis vorschlägt.
    .id = { $written } ist keine Kennung
    .id-advice = Eine Kennung hat nur kleine Buchstaben, Ziffern und Bindestriche, höchstens 64.
    .digest = { $written } ist keine Prüfsumme
bad-language = Das ist kein Sprachcode.
    .advice = Schreiben Sie die zwei Buchstaben nach ISO 639-1: `de`, `en`. Leichte Sprache ist `de-simple`.
    .here = { $written } ist keine Sprache
    .untranslated = In { $language } wird nicht übersetzt
    .absent = Die Sprache fehlt
    .absent-advice = Nennen Sie sie: ausrufer translations ar …
bad-url = Das ist keine Adresse einer Webseite.
    .advice = Schreiben Sie sie mit https://, ohne Passwort.
    .page = { $written } ist keine Adresse einer Seite
    .page-advice = Schreiben Sie sie ganz, mit https://, ohne Namen oder Passwort darin.
    .server = { $written } ist keine Adresse eines Servers
    .server-advice = Schreiben Sie https:// und den Namen des Servers. Ohne s nur für diesen Rechner: http://127.0.0.1:3000.
    .database = das ist keine Adresse einer PostgreSQL-Datenbank
    .database-advice = Schreiben Sie postgres://host/name, oder null für das eingebaute Journal.
    .variable = { $name } ist keine Adresse eines Servers
    .variable-advice = Schreiben Sie sie ganz, mit https:// (ohne s nur für diesen Rechner) und ohne Namen oder Passwort, oder lassen Sie sie weg.
    .state = { $where } ist keine Adresse
bad-phone = Das ist keine Telefonnummer.
    .advice = Schreiben Sie sie mit + und Landesvorwahl, in Anführungszeichen.
    .emergency = { $written } ist ein Notruf: Wer dort nach dem Rathaus fragt, hält die Leitung besetzt
    .emergency-advice = Schreiben Sie eine Nummer, unter der die Kommune selbst antwortet. Ob 110 und 112 gehen, sagt die Leistung emergency-calls.
    .emergency-advice-on-page = Geben Sie eine Nummer an, unter der die Kommune selbst antwortet. Ob 110 und 112 gehen, geben Sie bei den Leistungen an.
    .here = { $written } ist keine Telefonnummer
    .here-advice = Mit + und Landesvorwahl davor, danach ohne 0: "+49 221 4710119". Außer Ziffern gehen nur Leerzeichen und - / ( ).
    .here-advice-on-page = Geben Sie nur die Nummer an, mit Vorwahl: 0221 4710119 oder +49 221 4710119.
bad-email = Das ist keine E-Mail-Adresse.
    .advice = Schreiben Sie nur die Adresse.
    .here = { $written } ist keine E-Mail-Adresse
bad-hours = Das sind keine Öffnungszeiten.
    .advice = Schreiben Sie Tage und Zeiten: Mo-Fr 08:00-16:00.
    .time = { $written } ist keine Uhrzeit
    .time-advice = Schreiben Sie "08:00".
    .days = { $written } sind keine Wochentage
    .days-advice = Schreiben Sie mo-fr, oder einen Tag: sa.
    .order = das Ende liegt nicht nach dem Anfang
    .order-advice = Schreiben Sie das Ende des Tages als 24:00, und was nach Mitternacht folgt, als Zeiten des nächsten Tages: Mo-Fr 20:00-24:00, Di-Sa 00:00-06:00.
    .here = { $written } sind keine Öffnungszeiten
    .here-advice = Schreiben Sie Tage und Zeiten, etwa "{ $example }" oder "Di, Do 08:00-12:00, 14:00-16:00", oder "24/7". Was sonst zu sagen ist, gehört in `note`.
    .here-advice-on-page = Schreiben Sie Tage und Zeiten, „{ $example }“ oder „Di, Do 08:00-12:00, 14:00-16:00“, oder „24/7“.
bad-cron = Das ist kein Zeitplan.
    .advice = Schreiben Sie fünf Felder, Minute Stunde Tag Monat Wochentag: "0 8,16 * * 1-5" ist von Montag bis Freitag um 8 und um 16 Uhr.
    .fields = { $written } ist kein Zeitplan: Er hat { $n } { $n ->
            [one] Feld
           *[other] Felder
        }, nicht fünf
    .tick = { $written } eignet sich nicht für `tick`: Programme lesen `?`, eine Schrittweite ohne Bereich wie in 0/20 und einen Tag neben einem Wochentag unterschiedlich
    .tick-advice = Setzen Sie `tick` in config.yaml auf jede Minute: "* * * * *".
    .random = { $written } ist kein Zeitplan: `H` steht für eine zufällige Zeit
    .here = { $written } ist kein Zeitplan („{ $why }“)
empty-text = Der Text ist leer oder besteht nur aus Satz- und Sonderzeichen.
    .advice = Schreiben Sie ihn, oder entfernen Sie die Zeile.
no-words = Hier hat keine Sprache einen Text.
    .advice = Schreiben Sie mindestens einen, zum Beispiel {"{"}de: "…"{"}"}.
    .instruction = eine Anweisung hat entweder `text` oder `say`
    .instruction-advice = Schreiben Sie eines von beiden.
too-long = Ein Text ist länger als erlaubt, oder eine Mitteilung passt nicht auf ein Konto.
    .advice = Kürzen Sie.
    .here = dieser Text hat { $n } Zeichen
    .here-advice = Schreiben Sie höchstens { $max }.
    .kind = Der kürzeste Text der Art `{ $kind }` in { $language } von { $municipality } hat auf { $account } { $length } von { $limit } Zeichen{ $unbannered ->
            [none] { "" }
           *[other] , ohne Übungshinweis { $unbannered }: Nur in einer Übung passt er nicht
        }
    .kind-advice = Kürzen Sie, was für { $municipality } vorbereitet ist, oder geben Sie den Sätzen in messages/{ $language }.ftl eine kürzere Form. Der Text mit allem, was bekannt werden kann: „{ $text }“
unseen-character = Der Text enthält ein unsichtbares Zeichen.
    .advice = Tippen Sie ihn, statt ihn einzufügen.
    .start = dieser Text hat an seinem Anfang das unsichtbare Zeichen { $character }
    .after = dieser Text hat nach `{ $before }` das unsichtbare Zeichen { $character }
    .break = dieser Text hat einen Zeilenumbruch
not-a-time = Das ist kein Zeitpunkt.
    .advice = Schreiben Sie ihn als "2023-10-30 06:30", in Anführungszeichen.
    .here = { $written } ist kein Zeitpunkt
    .here-advice = Schreiben Sie Tag und Uhrzeit wie "2023-10-30 06:30", oder mit Zeitverschiebung wie 2023-10-30T06:30:00+01:00.
not-a-day = Das ist kein Tag.
    .advice = Schreiben Sie ihn als "2023-10-30", in Anführungszeichen.
    .here = { $written } ist kein Tag
    .here-advice = Schreiben Sie den Tag wie 2023-10-30: Jahr, Monat, Tag.
day-not-time = Ein Tag steht, wo ein Zeitpunkt nötig ist.
    .advice = Ergänzen Sie die Uhrzeit.
    .here = `{ $text }` ist ein Tag, nötig ist eine Uhrzeit
    .here-advice = Schreiben Sie "{ $text } 08:00".
time-not-day = Ein Zeitpunkt steht, wo ein Tag nötig ist.
    .advice = Entfernen Sie die Uhrzeit.
    .here = `{ $text }` ist ein Zeitpunkt, nötig ist ein Tag
    .here-advice = Schreiben Sie nur den Tag: { $day }.
no-such-day = Diesen Tag gibt es nicht.
    .advice = Prüfen Sie Jahr, Monat und Tag.
    .here = den Tag `{ $text }` gibt es in diesem Jahrhundert nicht
    .here-advice = Schreiben Sie den Tag wie 2023-10-30: Jahr, Monat, Tag.
no-such-time = Diese Uhrzeit entfällt in jener Nacht durch die Zeitumstellung.
    .advice = Schreiben Sie eine der beiden angebotenen Zeiten.
    .here = `{ $text }` gibt es in { $zone } nicht: In dieser Nacht werden die Uhren vorgestellt
    .here-advice = Schreiben Sie { $before } (Uhr wie vor der Umstellung) oder { $after } (wie danach).
ambiguous-time = Diese Uhrzeit gibt es in jener Nacht zweimal.
    .advice = Schreiben Sie eine der beiden angebotenen Zeiten.
    .here = `{ $text }` gibt es in { $zone } zweimal: In dieser Nacht werden die Uhren zurückgestellt
    .here-advice = Schreiben Sie { $before } (Uhr wie vor der Umstellung) oder { $after } (wie danach).
costly-number = Wer eine Nummer anruft, zahlt extra, und es steht kein Preis dabei.
    .advice = Nennen Sie eine Nummer zum üblichen Tarif, oder schreiben Sie den Preis dazu.
odd-time = Eine Zeit liegt in der Vergangenheit oder weit in der Zukunft.
    .advice = Prüfen Sie sie: Es ist nur ein Hinweis, nichts wird zurückgehalten.
    .passed = dieser Zeitpunkt ist schon verstrichen
    .passed-advice = Nehmen Sie einen späteren, oder keinen.
bad-ags = Der AGS passt nicht zu dieser Kommune.
    .advice = Er hat 8 Ziffern, der eines Kreises 5, der einer Verwaltungsgemeinschaft 9.
    .absent = `{ $id }` hat keinen `ags`
    .absent-advice = Ergänzen Sie den amtlichen Gemeindeschlüssel, in Anführungszeichen. Nur ein Zweckverband hat keinen.
    .here = { $written } ist kein amtlicher Gemeindeschlüssel
    .zero = { $written } ist kein amtlicher Gemeindeschlüssel: Die führende Null fehlt
    .zero-advice = Schreiben Sie "{ $right }". In einer Tabellenkalkulation braucht die Spalte das Format Text.
    .taken = `{ $ags }` ist schon der Schlüssel von `{ $owner }`
    .taken-advice = Jede Kommune hat ihren eigenen: Prüfen Sie beide.
    .town = `{ $id }` ist ein Kreis, und `{ $ags }` ist der Schlüssel einer Gemeinde
    .district = `{ $id }` ist eine { $kind ->
            [stadt] Stadt
           *[gemeinde] Gemeinde
        }, und `{ $ags }` ist der Schlüssel eines Kreises
    .association = `{ $id }` ist eine Stadt, und `{ $ags }` ist der Schlüssel einer Verwaltungsgemeinschaft
    .outside = `{ $ags }` liegt nicht in `{ $district }` mit dem Schlüssel `{ $key }`
    .outside-advice = Der Schlüssel einer Gemeinde beginnt mit dem ihres Kreises: Prüfen Sie `ags` und `part_of`.
bad-table = Die Tabelle der Kommunen hat einen Fehler.
    .advice = `ausrufer init --help` erklärt die Spalten.
    .quotes = hier endet eine Zelle nicht, wie sie soll
    .quotes-advice = Enthält eine Zelle ein Anführungszeichen, setzen Sie die ganze Zelle in Anführungszeichen, und verdoppeln Sie das innere. Eine Tabellenkalkulation macht das beim Speichern als CSV.
    .column = es gibt keine Spalte { $name }
    .column-advice = Die Spalten sind { $columns }. Entfernen Sie jede andere.
    .columns = die Spalte { $name } gibt es zweimal
    .columns-advice = Behalten Sie eine von beiden.
    .no-id = die Spalte `id` fehlt
    .no-id-advice = Die erste Zeile nennt die Spalten, und jede Kommune braucht eine Kennung: in Kleinbuchstaben, ohne Umlaute, mit Bindestrichen.
    .empty = die Tabelle nennt keine Kommune
    .empty-advice = Unter die Zeile mit den Spalten gehört eine Zeile je Kommune.
    .cell = über { $text } steht keine Spalte
    .cell-advice = Nennen Sie die Spalte in der ersten Zeile, oder leeren Sie die Zelle. Enthält eine Zelle das Trennzeichen, gehört sie in Anführungszeichen.
    .formula = { $text } ist eine Formel, oder was ein Tabellenprogramm zeigt, wo eine misslang
    .formula-advice = Schreiben Sie in die Zelle, was dort stehen soll.
    .no-name = diese Kommune hat keine `id`
    .no-name-advice = Geben Sie ihr eine Kennung: in Kleinbuchstaben, ohne Umlaute, mit Bindestrichen.
    .twice = { $id } steht schon in Zeile { $line }
    .twice-advice = Jede Kommune hat eine Zeile und eine eigene Kennung.
    .missing = hier fehlt `{ $key }`
    .missing-advice = Füllen Sie in dieser Zeile die Zelle der Spalte aus; `ausrufer init --help` erklärt sie.
bad-handle = Das kann auf dieser Plattform kein Kontoname sein.
    .advice = Kopieren Sie ihn aus dem Profil, ohne @ und Server.
    .here = { $written } kann auf { $platform } kein Konto heißen
    .here-advice = Schreiben Sie den Namen des Kontos ohne @ und ohne Server. Nur Buchstaben, Ziffern und { $signs }.
bad-leika = Ein LeiKa-Schlüssel hat 14 Ziffern.
    .advice = Berichtigen Sie ihn, oder entfernen Sie die Zeile.
    .here = { $written } ist kein LeiKa-Schlüssel
bad-phrase = Die Wendung einer Leistung hat ihren Gegenstand in einem Paar Klammern.
    .advice = Schreiben Sie sie so: {"{"}Personalausweise{"}"} beantragen
    .here = { $written } hat andere Klammern: Sie gingen mit hinaus
taken-id = Eine Kennung ist zweimal vergeben.
    .advice = Geben Sie jeder Kommune, jeder Gruppe und jedem Konto eine eigene.
    .municipality = `{ $id }` ist schon eine Kommune
    .all = `all` bedeutet: alle
    .account = das Konto `{ $id }` gibt es schon bei `{ $owner }`
listed-twice = Ein Eintrag steht zweimal in einer Liste.
    .advice = Behalten Sie einen: Sonst würde er doppelt gesagt, oder nie.
    .here = { $written } steht zweimal in dieser Liste
same-account = Zwei Einträge nennen dasselbe Konto.
    .advice = Behalten Sie einen: Beiträge würden doppelt veröffentlicht.
    .here = @{ $handle } auf { $where } steht schon bei `{ $owner }`
part-of-itself = Eine Kommune ist Teil ihrer selbst.
    .advice = Nennen Sie ihren Kreis, oder entfernen Sie die Zeile.
    .here = `{ $id }` kann nicht Teil von sich selbst sein
foreign-language = Ein Konto veröffentlicht in einer Sprache, die seine Kommune nicht hat.
    .advice = Ergänzen Sie sie dort, oder entfernen Sie sie hier.
    .here = `{ $account }` veröffentlicht in `{ $language }`, einer Sprache, die `{ $municipality }` nicht spricht
group-in-group = Eine Gruppe hat eine Gruppe als Mitglied.
    .advice = Zählen Sie stattdessen die Kommunen auf.
    .here = `{ $word }` ist selbst eine Gruppe
unknown-municipality = Keine Kommune oder Gruppe hat diese Kennung.
    .advice = Berichtigen Sie sie; municipalities.yaml zählt sie auf.
    .who = Keine Kommune oder Gruppe heißt { $name }
    .who-advice = `ausrufer who` nennt sie; all ist überall.
    .here = niemand hat den Namen { $written }
    .here-advice = Die Kennungen der Kommunen und Gruppen stehen in municipalities.yaml; `ausrufer who` zählt sie auf.
    .several = { $written } ist mehr als ein Name
    .several-advice = Hierher gehört genau eine Kennung: die einer Kommune oder Gruppe, `all`, oder `towns-of/KREIS` für alle Kommunen eines Kreises. Geben Sie jede weitere einzeln an.
unknown-time-zone = Diese Zeitzone gibt es nicht.
    .advice = Schreiben Sie sie wie `Europe/Berlin`.
    .here = die Zeitzone { $written } gibt es nicht
    .here-advice = Schreiben Sie einen Namen der IANA-Liste: Europe/Berlin.
bad-host = Hier kann das Programm nicht erreichbar sein.
    .advice = Schreiben Sie 127.0.0.1 für diesen Rechner, 0.0.0.0 für alle.
    .here = unter { $written } kann das Programm nicht lauschen
    .port = auf Port { $port } darf dieser Benutzer nicht lauschen
    .port-advice = Setzen Sie in config.yaml einen Port ab 1024; davor kann ein Reverse-Proxy stehen.
claim-too-short = Ein Anspruch (claim) muss für mehrere Sendungen reichen.
    .advice = Erhöhen Sie claim_seconds, oder senken Sie send_timeout_seconds.
    .here = ein Anspruch von { $claim } s ist zu kurz, wenn eine Anfrage bei { $channel } { $send } s dauern darf
    .here-advice = Setzen Sie claim_seconds auf mindestens { $least } oder send_timeout_seconds auf höchstens { $most }.
quiet-too-short = Die Ruhezeit muss länger sein als Anspruch und Sendung zusammen.
    .advice = Erhöhen Sie quiet_seconds.
    .here = { $quiet } s Ruhezeit sind bei { $channel } nicht länger als Anspruch und Anfrage zusammen ({ $claim } s + { $send } s)
    .here-advice = Setzen Sie quiet_seconds auf mehr als { $least }: Ein Beitrag, der zu früh noch einmal gesendet wird, erscheint doppelt.
console-origin = Unter dieser Adresse kann die Konsole nicht sein.
    .advice = Schreiben Sie eine https-Adresse mit einem Domainnamen; http://localhost:8082 nur, solange sandbox true ist.
    .here = an einer Konsole unter { $origin } könnte sich niemand anmelden
secret-in-file = config.yaml enthält ein Geheimnis.
    .advice = Verschieben Sie es nach .env, und ersetzen Sie es, wenn andere es sahen.
    .database = die Adresse der Datenbank enthält ein Passwort
    .database-advice = Passwörter gehören in .env: Schreiben Sie die ganze Adresse dort als DATABASE_URL.
missing-token = Zugangsdaten fehlen.
    .advice = Ergänzen Sie in .env die Zeile, die die Meldung nennt.
    .account = { $variable } fehlt: das Geheimnis von `{ $account }`
    .account-advice = Verbinden Sie das Konto: `ausrufer connect { $account }`. Oder ergänzen Sie die Zeile { $variable }=… in .env.
    .app = { $variable } fehlt: das Geheimnis der App bei { $platform }
    .app-advice = Ergänzen Sie die Zeile { $variable }=… in .env, oder setzen Sie sie in der Umgebung.
damaged-token = Zugangsdaten enthalten Leerzeichen oder Umbrüche.
    .advice = Kopieren Sie sie neu, in eine Zeile.
    .here = { $variable } enthält Leerzeichen, Umbrüche oder andere Zeichen, die kein Geheimnis hat
    .here-advice = Kopieren Sie es noch einmal, in einer Zeile, ohne Anführungszeichen darin.
slow-tick = Die Runden liegen zu weit auseinander.
    .advice = Setzen Sie `tick` in config.yaml auf jede Minute: "* * * * *".
    .here = mit `tick: "{ $tick }"` vergehen zuweilen { $apart } Minuten zwischen zwei Runden: So lange geht nichts Neues hinaus, und niemand wird benachrichtigt
proxy-unknown = Die Konsole kennt die Adresse ihres Reverse-Proxys nicht.
    .advice = Setzen Sie `console.trusted_proxy` in config.yaml auf die IP-Adresse, von der aus der Proxy anfragt: 127.0.0.1, wenn er auf diesem Rechner läuft.
    .here = ohne `console.trusted_proxy` als IP-Adresse werden alle Versuche, sich anzumelden, zusammengezählt: Ein einziger Fremder kann alle aus der Konsole aussperren
open-secrets = Andere Benutzer des Rechners können `.env` lesen.
    .advice = `chmod 600 .env`.
    .here = andere Benutzer dieses Rechners können { $file } lesen
placeholder-token = Statt der Zugangsdaten steht noch das Beispiel da.
    .advice = Setzen Sie die echten ein.
    .account = { $variable } ist noch der Platzhalter aus dem Beispiel
    .account-advice = Tragen Sie dort das Geheimnis von `{ $account }` ein.
    .app = { $variable } ist noch der Platzhalter aus dem Beispiel
    .app-advice = Tragen Sie dort das Geheimnis der App bei { $platform } ein.
shared-token = Zwei Konten haben dasselbe Token.
    .advice = Geben Sie jedem ein eigenes: Beiträge gingen sonst auf das falsche Konto.
    .here = { $variable } ist dasselbe Token wie das des Kontos `{ $owner }`
    .here-advice = Ein Beitrag von `{ $account }` erschiene auf einem anderen Konto: Tragen Sie dort das eigene Token ein.
no-token-needed = In der Sandbox braucht kein Konto ein Token.
    .advice = Schreiben Sie sandbox: false in config.yaml: Solange in der Lagedatei mode: draft steht, wird nichts veröffentlicht.
    .sandbox = In der Sandbox braucht kein Konto ein Token, und die Plattformen werden nicht gefragt
not-connected = Das Konto wurde nicht verbunden.
    .advice = Beginnen Sie noch einmal.
    .begin = { $account } ließ sich auf { $platform } nicht verbinden: { $why }
    .begin-advice = Prüfen Sie Schlüssel und Rechte der App, und ob die Plattform antwortet.
    .by-hand = { $account } lässt sich nicht mit diesem Befehl verbinden
    .by-hand-advice = Erzeugen Sie das Token auf { $platform }, und tragen Sie es in .env ein.
    .code = { $platform } gab für diesen Code kein Token für { $account }: { $why }
    .code-advice = Ein Code funktioniert nur einmal und nicht lange: Beginnen Sie noch einmal. Wenn schon die Seite die App nicht kannte, streichen Sie erst die Zeilen …_CLIENT_ID und …_CLIENT_SECRET dieses Servers aus .env.
    .no-code = Es kam kein Code für { $account }
    .no-code-advice = Beginnen Sie noch einmal, und tippen Sie den Code, den { $platform } zeigt; ein Skript verbindet ein Konto je Aufruf und gibt den Code in die Standardeingabe. Kannte schon die Seite die App nicht, streichen Sie erst die Zeilen …_CLIENT_ID und …_CLIENT_SECRET dieses Servers aus .env.
    .unsaved = Das Token von { $account } ist verloren, weil es nicht aufbewahrt werden konnte
    .unsaved-advice = Beheben Sie, was darüber steht, und verbinden Sie das Konto noch einmal.
not-revoked = Das Token wurde nicht widerrufen.
    .advice = Widerrufen Sie es auf der Plattform.
    .none = In .env steht kein vollständiges Token von { $account }
    .none-advice = `ausrufer connect` zeigt, welche Konten verbunden sind.
    .why = { $platform } hat nicht bestätigt, dass das bisherige Token von { $account } widerrufen ist: { $why }
    .why-advice = Versuchen Sie es noch einmal, oder ziehen Sie auf { $page } als dieses Konto die Zustimmung zurück, und verbinden Sie es danach neu.
set-elsewhere = Zugangsdaten kommen nicht aus .env.
    .advice = Nehmen Sie sie dort heraus: Was in der Umgebung oder in einer eigenen Datei steht, gilt vor .env.
    .here = { $variable } kommt nicht aus { $file }, sondern aus der Umgebung oder einer eigenen Datei
database-url = DATABASE_URL ist keine PostgreSQL-Adresse.
    .advice = Schreiben Sie postgres://BENUTZER:PASSWORT@RECHNER/NAME.
    .unset = DATABASE_URL ist nicht gesetzt
    .unset-advice = Schreiben Sie es in .env, oder nennen Sie eine Datei oder Adresse.
    .neither = Was hinter --to steht, ist weder DATABASE_URL noch die Adresse einer PostgreSQL-Datenbank noch eine Datei, die auf .sqlite endet
    .neither-advice = Schreiben Sie --to DATABASE_URL oder --to data/live.sqlite.
    .here = DATABASE_URL ist keine Adresse einer PostgreSQL-Datenbank
    .here-advice = Schreiben Sie postgres://nutzer:passwort@rechner:5432/datenbank; Zeichen wie @ und / im Passwort als %40 und %2F.
no-state-file = Unter diesem Pfad liegt keine Lagedatei.
    .advice = Nennen Sie sie mit --state, oder stellen Sie sie wieder her.
    .here = Unter { $file } gibt es keine Lagedatei
    .folder = { $file } ist ein Ordner
    .device = { $file } ist eine Pipe oder ein Gerät, keine Datei
state-unreadable = Die Lagedatei ist nicht lesbar.
    .advice = Prüfen Sie die Rechte und die Platte.
    .here = { $file } ist nicht lesbar ({ $error })
state-unreachable = Die Adresse der Lagedatei antwortet nicht.
    .advice = Öffnen Sie sie im Browser: Ist die Datei da?
    .status = { $where } antwortet mit { $status }
    .late = { $where } hat nicht binnen { $seconds } s geantwortet
    .here = { $where } ist nicht erreichbar
state-is-a-page = Die Adresse der Lagedatei führt zu einer Webseite.
    .advice = Nehmen Sie die Adresse der Datei selbst.
    .here = { $where } antwortet mit einer Webseite
insecure-state = Die Lagedatei wird ohne TLS gelesen.
    .advice = Nehmen Sie https.
    .here = { $where } ist eine Adresse ohne TLS
    .elsewhere = { $where } führt zu einem anderen Rechner oder zu einem ohne TLS
state-elsewhere = Von hier aus ist die Lagedatei nicht zu schreiben.
    .advice = Ändern Sie sie dort, wo sie liegt.
    .here = { $where } lässt sich von hier aus nicht ändern
    .here-advice = Ändern Sie die Datei dort, wo sie liegt, oder nennen Sie eine Datei mit --state DATEI.
    .here-on-page = Die Lagedatei wird dort geändert, wo sie liegt: { $where }
    .here-advice-on-page = Hier sehen Sie, was sie sagt und was hinausgeht. Freigeben, klären und anhalten können Sie auch hier.
    .signed = { $where } ist signiert und lässt sich von hier aus nicht ändern
    .signed-advice = Wer den Schlüssel hat, ändert und signiert sie (docs/operations.md, "A signed state file").
    .signed-on-page = Die Lagedatei { $where } ist signiert: Wer den Schlüssel hat, ändert sie und signiert sie neu
    .signed-advice-on-page = Hier sehen Sie, was sie sagt und was hinausgeht. Freigeben, klären und anhalten können Sie auch hier.
state-unsigned = Die Lagedatei ist nicht so signiert, wie config.yaml es verlangt, oder sie ist alt.
    .advice = Lassen Sie sie neu signieren, mit dem Schlüssel zu `state.signature`.
    .here = { $file } ist nicht signiert: Die letzte Zeile ist kein `# signature: …`
    .wrong = { $file } wurde nach dem Signieren geändert oder mit einem anderen Schlüssel signiert
    .undated = eine signierte Lagedatei muss sagen, wann sie zuletzt bearbeitet wurde
    .undated-advice = Schreiben Sie `updated` unter `incident`, und signieren Sie sie neu.
    .old = die signierte Lagedatei ist vom { $updated }, und eine vom { $signedAt } galt schon
    .old-advice = Jemand liefert eine alte Datei aus. Wenn sie gelten soll, schreiben Sie unter `incident` eine neue Zeit für `updated`, und signieren Sie sie neu.
bad-public-key = Der Schlüssel, der die Lagedatei signiert, ist kein öffentlicher Ed25519-Schlüssel.
    .advice = Nehmen Sie die Zeile, die `openssl pkey -in state-key.pem -pubout` zwischen erster und letzter ausgibt.
    .here = { $written } ist kein öffentlicher Ed25519-Schlüssel in base64
secret-in-state-file = Die Lagedatei enthält ein Geheimnis aus .env.
    .advice = Entfernen und ersetzen Sie es.
    .here = { $file } enthält ein Geheimnis aus .env
    .here-advice = Entfernen Sie es sofort, und erzeugen Sie auf der Plattform ein neues: Wer die Datei lesen kann, hat es vielleicht gesehen.
not-editable = Ein Befehl kann nichts schreiben, wo in der Lagedatei ein Verweis, ein Anker, ein Schlüssel zweimal oder Text statt Schlüsseln steht.
    .advice = Schreiben Sie dort aus, was gilt, einmal und ohne & und *.
    .advice-on-page = Sagen Sie dem Betrieb Bescheid.
    .here = { $path } lässt sich nicht schreiben: In Zeile { $line } steht ein Verweis, ein Anker, ein Schlüssel zweimal oder Text statt Schlüsseln
not-written = Eine Datei ist nicht zu schreiben.
    .advice = Prüfen Sie Pfad, Rechte des Ordners und Platte.
    .here = { $file } ist nicht beschreibbar ({ $error })
    .exists = { $file } gibt es schon
    .exists-advice = Überschrieben wird nichts: Nennen Sie einen anderen Ort.
changed-meanwhile = Dateien oder Texte haben sich geändert, nachdem sie gelesen wurden.
    .advice = Es wurde nichts geschrieben: Beginnen Sie neu, und lesen Sie, was jetzt hinausgeht.
    .file = Jemand anderes hat { $file } inzwischen geändert
    .rights = Jemand anderes hat die Rechte von { $name } inzwischen geändert
    .rights-advice = Es wurde nichts geändert. Öffnen Sie die Seite der Person neu: Sie zeigt, was jetzt gilt.
    .read = Die Dateien oder die Texte haben sich geändert, nachdem Sie sie gelesen haben
    .read-advice = Es wurde nichts geändert. Beginnen Sie von vorn, und lesen Sie, was jetzt hinausgeht.
env-unreadable = Die Datei .env ist nicht lesbar, plötzlich leer oder nennt plötzlich keine Datenbank mehr.
    .advice = Stellen Sie sie wieder her, lesbar für das Programm.
    .empty = { $file } ist leer oder verschwunden
    .empty-advice = Legen Sie sie zurück, oder starten Sie das Programm neu.
    .here = { $file } ist nicht lesbar ({ $error })
    .here-advice = Geben Sie dem Benutzer des Programms das Recht, sie zu lesen.
    .named = die Datei { $file } mit { $name } ist nicht lesbar oder leer
    .named-advice = Stellen Sie sie wieder her, lesbar für das Programm: Ohne sie ginge alles an ein anderes Journal.
    .encoding = { $file } ist nicht in UTF-8 gespeichert
    .encoding-advice = Speichern Sie sie als UTF-8.
    .lost = { $name } steht nicht mehr in .env
    .lost-advice = Tragen Sie es wieder ein: Ohne ginge alles an ein anderes Journal. Ist das gewollt, schreiben Sie { $name }= und nichts dahinter, oder starten Sie das Programm neu.
state-changing = Andere ändern laufend die Lagedatei.
    .advice = Warten Sie auf sie, und wiederholen Sie den Befehl.
    .here = { $file } wird fortwährend von anderen geändert
    .here-advice = Warten Sie, bis sie fertig sind, und rufen Sie den Befehl dann noch einmal auf.
    .worker = Die Lagedatei wird fortwährend von anderen geändert
    .worker-advice = Rufen Sie den Befehl noch einmal auf.
bad-hashtag = Das ist kein guter Hashtag.
    .advice = Schreiben Sie ihn ohne #, jedes Wort mit großem Anfangsbuchstaben.
    .here = { $written } ist kein Hashtag, den alle lesen können
    .here-advice = Schreiben Sie ihn ohne # und Leerzeichen, jedes Wort mit großem Anfang, damit Vorleseprogramme ihn lesen können.
affects-nobody = Der Vorfall betrifft keine Kommune.
    .advice = Nennen Sie welche, oder entfernen Sie `affects`: Dann sind es alle.
unknown-service = Diese Leistung steht nicht in services.yaml.
    .advice = Berichtigen Sie die Kennung, oder ergänzen Sie die Leistung.
    .here = die Leistung { $written } gibt es nicht
    .here-advice = Die Leistungen stehen in services.yaml: Ergänzen Sie sie dort mit ihrem Namen, wenn sie fehlt.
unknown-contact = Niemand, um den es geht, hat diesen Kontakt.
    .advice = Berichtigen Sie die Kennung, oder ergänzen Sie den Kontakt.
    .here = keine Kommune, um die es in `{ $announcement }` geht, hat einen Kontakt { $written }
    .here-advice = Kontakte stehen in den Angaben, unter `contacts`. Gilt dieser nicht mehr, lassen Sie ihn stehen und schreiben Sie, bis wann er galt: `contacts.{ $contact }.until`. Nur wenn er falsch war, ziehen Sie erst `{ $announcement }` zurück.
    .removed = ohne die richtige Nummer oder Adresse lässt sich der Beitrag nur zurückziehen
    .removed-advice = [Ziehen Sie ihn zurück](#withdraw). Entfernen Sie danach die falsche Nummer oder Adresse unter [Städte](/staedte).
unverified-contact = Niemand hat diese Nummer geprüft.
    .advice = Rufen Sie an, dann ergänzen Sie `verified_by`.
    .advice-on-page = Rufen Sie dort an, und setzen Sie bei dieser Nummer unter [Städte](/staedte) den Haken „Ich habe dort angerufen“.
    .here = niemand hat die Nummer von `{ $contact }` von `{ $who }` geprüft
    .here-on-page = niemand hat die Nummer „{ $contact }“ von { $who } geprüft
no-towns = Es gibt Angaben für eine Gruppe ohne Mitglieder oder für die Orte einer Kommune, die keine hat.
    .advice = Schreiben Sie sie dort, wo sie gelten.
    .here = zu `{ $of }` gehört niemand: diese Angaben gelten für niemanden
no-way = Ein Kontakt hat weder Telefon noch E-Mail, Adresse oder Ort.
    .advice = Ergänzen Sie etwas davon.
duplicate-id = Zwei Mitteilungen haben dieselbe Kennung.
    .advice = Geben Sie einer von beiden eine andere.
    .here = es gibt zwei Mitteilungen `{ $id }`
    .here-advice = Geben Sie ihr eine eigene Kennung. Um sie noch einmal zu sagen, erhöhen Sie ihre `edition`.
unknown-announcement = Die Mitteilung, auf die verwiesen wird, fehlt.
    .advice = Berichtigen Sie die Kennung, oder setzen Sie die Mitteilung wieder ein.
    .here = keine Mitteilung hat die Kennung { $written }
    .here-advice = Was früher gesagt wurde, muss in der Datei bleiben.
wrong-kind = Ein Schlüssel passt nicht zu dieser Art.
    .advice = Ändern Sie die Art oder den Schlüssel, wie der Hinweis sagt.
    .key = `{ $key }` gehört zur Art `{ $only }`, und dies ist `{ $kind }`
    .key-advice = { $key ->
            [reach] Entfernen Sie `reach`, oder schreiben Sie `kind: { $only }`.
           *[other] Schreiben Sie `kind: { $only }`, oder stattdessen `updates`.
        }
    .updates = eine Mitteilung der Art `{ $kind }` setzt nichts fort
    .updates-advice = Schreiben Sie stattdessen `{ $instead }`.
two-originals = Eine Mitteilung verweist auf zwei andere.
    .advice = Schreiben Sie zwei Mitteilungen.
    .here = `{ $first }` und `{ $second }` stehen in einer Mitteilung
circle = Mitteilungen verweisen im Kreis aufeinander.
    .advice = Verweisen Sie auf die, die zuerst da war.
    .here = `{ $id }` bezieht sich am Ende auf sich selbst
said-once = Diese Art von Mitteilung wiederholt sich nicht.
    .advice = Entfernen Sie `every`.
    .here = eine Mitteilung der Art `{ $kind }` wird einmal gesagt, nicht immer wieder
own-words = Vorab freigegebene Arten haben keine eigenen Worte.
    .advice = Nehmen Sie `kind: notice`.
    .here = `{ $kind }` ist vorab freigegeben, eigene Worte können das nicht sein
    .notice = eine Mitteilung der Art `notice` kann nicht vorab freigegeben werden
    .notice-advice = Entfernen Sie `notice`: Ihre Worte sind jedes Mal andere.
about-nobody = `about` nennt niemanden.
    .advice = Nennen Sie eine Kommune oder Gruppe, oder entfernen Sie `about`.
nobody-speaks = Niemand, der betroffen ist, heißt so.
    .advice = Nennen Sie eine Kommune, oder eine Gruppe mit Mitgliedern.
not-affected = Der Vorfall betrifft diese Kommune nicht.
    .advice = Ergänzen Sie sie in `affects`, oder entfernen Sie sie hier.
    .here = Der Vorfall betrifft `{ $word }` nicht (`affects`). Deshalb kann `{ $word }` nichts dazu sagen und nicht genannt werden
may-not-speak = Eine Kommune darf nicht über diese sprechen.
    .advice = Ergänzen Sie diese in deren `speaks_for`.
    .here = für `{ $word }` dürfen nicht sprechen: { $names }
    .here-advice = Entfernen Sie es hier, lassen Sie es jemand anderen sagen, oder nehmen Sie `{ $word }` bei `speaks_for` in municipalities.yaml auf.
no-account = Eine Kommune, die sprechen soll, hat kein Konto.
    .advice = Ergänzen Sie eines, oder lassen Sie eine andere sprechen.
    .here = `{ $word }` hat kein Konto, dort geht also nichts hinaus
too-often = Wiederholungen folgen schneller, als gap_minutes erlaubt.
    .advice = Prüfen Sie das Minutenfeld von `every`.
    .here = das kommt nach { $minutes } Min. wieder, früher als gap_minutes erlaubt
    .here-advice = Was zu dicht aufeinander folgt, entfällt. Um 8 Uhr ist "0 8 * * *": mit einem Stern davor ist es jede Minute dieser Stunde.
cannot-be-done = Ein Text bittet die Leute um etwas, das sie nicht tun können.
    .advice = Ändern Sie die Angabe, die darum bittet, oder die, die dagegen spricht.
too-alike = Die Plattform würde zwei Texte als fast gleich behandeln.
    .advice = Setzen Sie eine örtliche Angabe, oder schreiben Sie eigene Worte.
no-messages = Der Ordner enthält keine Sätze.
    .advice = Nennen Sie ihn mit --messages.
    .file = { $file } gibt es nicht
    .folder = In { $folder } stehen keine Texte
    .folder-advice = Nennen Sie den Ordner der Texte mit --messages ORDNER.
unknown-message = Ein Katalog hat einen Satz, den es nicht gibt.
    .advice = docs/messages.md zählt alle Sätze auf.
    .here = Den Satz `{ $id }` gibt es nicht
    .to-sign = Den Satz `{ $id }` gibt es nicht
    .to-sign-advice = `ausrufer translations { $language }` zählt auf, was offen ist.
name-unsaid = Ein Satz nennt nicht, wofür er da ist.
    .advice = Schreiben Sie es wieder hinein: Sonst fehlt die Angabe in jedem Text.
    .here = `{ $sentence }` nennt ${ $name } nicht
    .here-advice = Schreiben Sie { "{" } ${ $name } { "}" } hinein, oder die kurze Form davon: Sonst fehlt die Angabe in jedem Text.
unknown-name = Eine Satzdatei nutzt einen Namen, den es nicht gibt.
    .advice = docs/messages.md zählt alle Namen auf.
    .here = `{ $id }` kann ${ $name } nicht nennen
    .here-advice = Er kennt: { $names }.
    .nameless = `{ $id }` kann ${ $name } nicht nennen
    .nameless-advice = Er kennt keine Namen.
    .form = `{ $id }` hat keine Form .{ $name }
    .form-advice = Ein Satz hat Formen für weniger Platz, .short und .shortest, oder für einen Kanal: { $forms }.
    .use = `{ $id }` verwendet `{ $used }`, das nicht in dieser Datei steht
    .through = `{ $id }` verwendet `{ $used }` und damit { $names }, was `{ $id }` nicht nennen kann
    .through-advice = Schreiben Sie die Worte selbst, mit Namen von `{ $id }`: Sonst wird der Beitrag zurückgehalten.
    .circle = `{ $id }` verwendet `{ $used }`, das auf sich selbst zurückkommt
    .circle-advice = Schreiben Sie die Worte selbst: Sonst wird der Beitrag zurückgehalten.
    .choice = `{ $id }` fragt bei ${ $name } nach [{ $key }], und das kommt nie vor
    .choice-advice = In den Klammern kann stehen: { $keys }.
    .part = den Teil `{ $part }` gibt es nicht
    .part-advice = docs/messages.md zählt alle Teile auf.
    .unlisted = der Teil `{ $part }` steht in keiner der beiden Listen
    .unlisted-advice = Jeder Teil steht einmal in einer der beiden Listen: Sein Platz dort sagt, wann er weicht.
    .placed-twice = der Teil `{ $part }` steht in dieser Art zweimal: Er würde zweimal gesagt
    .placed-twice-advice = Lassen Sie ihn da, wo er gelesen werden soll.
    .listed-twice = der Teil `{ $part }` steht mehrmals da
    .listed-twice-advice = Jeder Teil steht einmal in einer der beiden Listen: Sein Platz dort sagt, wann er weicht.
    .own = zu { $unknown } ist nichts bekannt; eigene Worte können { $names } nennen
message-broken = Ein Satz ist nicht lesbar.
    .advice = Berichtigen Sie ihn; docs/messages.md zeigt, wie.
    .no-sentence = diese Zeile gehört zu keinem Satz
    .no-sentence-advice = Ein Satz beginnt mit seinem Namen und = und geht in Zeilen weiter, die mit Leerzeichen beginnen.
    .twice = Der Satz `{ $id }` steht zweimal da
    .twice-advice = Entfernen Sie einen der beiden.
    .here = Der Satz `{ $id }` ist nicht lesbar
    .why = Der Satz `{ $id }` ist nicht lesbar: { $fault ->
            [E0003] hier fehlt „{ $token }“
            [E0005] nach dem = fehlen die Worte
            [E0010] eine der Alternativen braucht einen Stern, *[…]
            [E0011] nach -> fehlen die Alternativen
            [E0015] nur eine der Alternativen hat einen Stern, *[…]
            [E0027] diese Klammer wird nirgends geöffnet
            [E0028] in der Klammer fehlt ein Name mit Dollarzeichen
           *[other] Fluent sagt dazu „{ $why }“
        }
    .left-over = Ab hier läse niemand den Satz `{ $id }`: Eine Zeile darin kann nicht mit „{ $mark }“ beginnen
    .left-over-advice = Löschen Sie, was von anderen Worten übrig ist. Eine Zeile kann mit Worten beginnen, mit einem Namen in Klammern oder mit einer Form wie .short =.
    .missing = Der Satz `{ $id }` fehlt
    .missing-advice = Jeder Satz wird zuerst auf Deutsch geschrieben.
    .indent = Der Satz `{ $id }` ist nicht lesbar: Eine seiner Zeilen ist nicht eingerückt
no-catalogue = Für eine Sprache der Konten fehlt die Datei mit den Sätzen.
    .advice = Schreiben Sie sie (docs/messages.md), oder nehmen Sie die Sprache aus den Konten.
    .here = messages/{ $language }.ftl gibt es nicht: Beiträge in { $language } werden zurückgehalten
missing-sentence = In einer Sprache der Konten fehlen Sätze.
    .advice = Übersetzen Sie sie. Bis dahin bleiben sie weg; wo sie nicht wegbleiben dürfen, wird der Beitrag zurückgehalten.
    .here = in messages/{ $language }.ftl fehlen { $sentences }
    .holding = in messages/{ $language }.ftl fehlen { $sentences }; Beiträge werden zurückgehalten ohne { $holding }
    .to-sign = `{ $id }` hat in { $language } keine Worte, die sich abzeichnen ließen
missing-translation = Ein Name, oder Worte in den Angaben oder einer Mitteilung, fehlen in einer Sprache, die ein Konto spricht.
    .advice = Ergänzen Sie sie. Bis dahin werden Beiträge in dieser Sprache zurückgehalten.
    .here = Auf { $language } fehlen Worte, ohne die Beiträge zurückgehalten werden: { $fields }
    .here-advice = Ergänzen Sie sie dort, wo die deutschen stehen, oder nehmen Sie { $language } aus den Sprachen des Kontos heraus.
stale-sentence = Das Deutsche abgezeichneter Übersetzungen wurde seither geändert.
    .advice = Lassen Sie sie neu übersetzen oder lesen, und zeichnen Sie sie ab. Im echten Vorfall gehen sie bis dahin nicht hinaus.
    .here = Das Deutsche wurde geändert, seit es in { $language } übersetzt wurde: { $sentences }
unsigned-sentence = Niemand hat die Übersetzung abgezeichnet. Im echten Vorfall geht sie nicht hinaus.
    .advice = Lassen Sie zwei Personen lesen: `translations SPRACHE --sign`.
    .here = Übersetzungen, die niemand abgezeichnet hat: { $counts }
hard-words = Ein Satz in Leichter Sprache bricht eine ihrer Regeln.
    .advice = Formulieren Sie ihn anders; docs/messages.md nennt die Regeln.
    .here = `{ $id }` in { $language } enthält { $rule ->
            [genitive] einen Genitiv
            [passive] ein Passiv
            [subjunctive] einen Konjunktiv
            [subordinate] einen Nebensatz
            [abbreviation] eine Abkürzung
            [long-word] ein langes Wort ohne Bindestrich
            [words] zu viele Wörter in einer Zeile
            [characters] zu viele Zeichen in einer Zeile
           *[two-sentences] zwei Sätze in einer Zeile
        }: "{ $line }"
same-reader = Übersetzt und gegengelesen hat dieselbe Person.
    .advice = Lassen Sie jemand anderen lesen.
    .here = { $reader } hat die eigene Übersetzung gelesen
bad-po = Das ist keine PO-Datei.
    .advice = Geben Sie sie neu aus, oder bitten Sie das Büro um PO.
    .here = { $file } ist keine PO-Datei („{ $why }“)
    .empty = { $file } enthält keinen Satz
    .unnamed = In { $file } fehlt die Kennung (`msgctxt`) des Satzes „{ $german }“. Nichts wurde übernommen
    .language = { $file } ist in { $written }, nicht in { $language }
    .language-advice = Nennen Sie die Sprache der Datei, oder die richtige Datei.
other-german = Der Satz wurde aus einem anderen deutschen Satz übersetzt als dem von heute.
    .advice = Geben Sie neu aus, und lassen Sie neu übersetzen.
    .here = `{ $id }` wurde aus anderen deutschen Worten übersetzt als denen von heute
ledger-empty = Das Journal kennt einen laufenden Vorfall nicht, oder nicht, was zuletzt gesendet wurde.
    .advice = Stellen Sie es wieder her, oder `ausrufer run --adopt`.
    .advice-on-page = Sagen Sie dem Betrieb Bescheid.
    .here = Das Journal weiß nichts von { $incident }, aber auf den Konten { $n ->
            [one] steht vielleicht schon ein Beitrag
           *[other] stehen vielleicht schon { $n } Beiträge
        } von { $announcements }
    .here-advice = Ging das Journal verloren, oder ist dies ein anderer Rechner, bringen Sie dessen Ordner data zurück; liegt es in einer Datenbank, setzen Sie DATABASE_URL. Sonst: ausrufer run --adopt. Es liest zuerst die Konten, übernimmt, was dort steht, und veröffentlicht nur, was fehlt.
    .here-advice-on-page = Sagen Sie dem Betrieb Bescheid.
    .older = Das Journal { $place } ist auf einen älteren Stand zurückgesetzt worden, während ein Dienst damit arbeitete
    .older-advice = Es geht nichts hinaus, denn das Journal weiß nicht, was seither gesendet wurde. Beenden Sie jeden Dienst, legen Sie dieses Journal beiseite, und folgen Sie docs/operations.md, "When the ledger is lost".
    .older-advice-on-page = Sagen Sie dem Betrieb Bescheid.
ledger-gone = Das Journal wurde während der Nutzung gelöscht, umbenannt oder ersetzt.
    .advice = Setzen Sie die gesicherte Kopie ein, oder benennen Sie das Schema zurück.
    .here = Das Journal { $file } wurde gelöscht, verschoben oder ersetzt, während das Programm damit arbeitet
    .here-advice = Es geht nichts hinaus. Alles, was darin stand, ist als { $saved } gesichert: Beenden Sie das Programm, legen Sie diese Datei an seinen Platz, ohne die Dateien -wal und -shm daneben, und starten Sie neu.
    .schema = Das Journal { $place } ist weg: Das Schema wurde umbenannt oder gelöscht, oder dieser Benutzer darf nicht mehr hinein
    .schema-advice = Es geht nichts hinaus. Wurde es mit Absicht beiseitegelegt, beenden Sie dieses Programm. Sonst benennen Sie es zurück (alter schema … rename to …), und das Programm macht von selbst weiter. Hat ein Befehl inzwischen ein leeres desselben Namens angelegt, benennen Sie zuerst das um.
ledger-damaged = Das Journal ist beschädigt, oder es ist keines.
    .advice = Behalten Sie es; siehe "When the ledger is lost".
    .here = Das Journal { $place } ist beschädigt, abgeschnitten oder gar keines
    .here-advice = Legen Sie es beiseite, löschen Sie es nicht, und folgen Sie docs/operations.md, "When the ledger is lost".
ledger-newer = Eine neuere Fassung des Programms hat das Journal geschrieben.
    .advice = Nutzen Sie diese Fassung; den Weg zurück nennt "Upgrading".
    .here = Das Journal { $place } hat Fassung { $version }; dieses Programm kennt Fassung { $known }
    .here-advice = Es ist von einem neueren Ausrufer. Nehmen Sie diesen. Zurück geht es nach docs/operations.md, "Upgrading": Eine ältere Kopie des Journals veröffentlicht noch einmal, was seither veröffentlicht wurde.
ledger-older = Eine ältere Fassung hat das Journal geschrieben.
    .advice = Starten Sie einmal `run`: Das wandelt das Journal um.
    .here = Das Journal { $place } ist von einem älteren Ausrufer
    .here-advice = Starten Sie mit dieser Fassung einmal `run`: Es bringt das Journal auf den Stand.
ledger-busy = Ein anderer Prozess sperrt das Journal.
    .advice = Suchen Sie ihn: ein anderer Ausrufer, eine Sicherung.
    .here = Ein anderer Prozess sperrt das Journal { $place } und gibt es nicht frei
    .here-advice = Suchen Sie einen Prozess, der hängt: einen anderen Ausrufer, eine Sicherung, oder eine Shell mit einer offenen Transaktion.
ledger-disk = Die Platte versagte, während das Journal in Gebrauch war.
    .advice = Prüfen Sie die Platte, und starten Sie das Programm neu.
    .here = Die Platte versagte, während das Journal { $place } gelesen oder geschrieben wurde („{ $why }“)
    .here-advice = Prüfen Sie die Platte und ihren freien Platz, und starten Sie das Programm neu. Bis dahin geht nichts hinaus. Was beim Ausfall gerade gesendet wurde, sucht das Programm nach dem Neustart auf den Plattformen.
ledger-unopenable = Das Journal lässt sich nicht öffnen.
    .advice = Prüfen Sie, ob der Pfad eine lesbare Datei ist.
    .here = Das Journal { $place } lässt sich nicht öffnen
    .here-advice = Prüfen Sie, ob der Pfad eine Datei in einem Ordner ist, den der Benutzer dieses Programms lesen und beschreiben darf.
ledger-unwritable = Das Journal lässt sich nicht schreiben.
    .advice = Prüfen Sie die Rechte von Datei und Ordner.
    .here = Das Journal { $place } ist nicht beschreibbar
    .here-advice = Geben Sie dem Benutzer, unter dem das Programm läuft, Schreibrechte an Datei und Ordner, oder nennen Sie mit --data einen anderen Ordner.
    .owned = Das Journal { $place } gehört { $owner }: Der Benutzer dieses Programms (uid { $user }) darf nicht hinein
    .owned-advice = Rufen Sie das Programm nur als dieser Benutzer auf. Wurde der Ordner mit `sudo ./ausrufer` angelegt: sudo find '{ $folder }' -maxdepth 1 -exec chown { $user } {"{}"} +
    .owned-advice-on-page = Sagen Sie dem Betrieb Bescheid.
ledger-elsewhere = Ein Dienst auf einer unbekannten Datenbank ist nicht angehalten.
    .advice = Setzen Sie DATABASE_URL, oder beenden Sie ihn.
    .here = Ein Dienst, dessen Journal in einer Datenbank liegt, ist damit NICHT angehalten: Welche Datenbank, ist aus config.yaml nicht lesbar
    .here-advice = Setzen Sie DATABASE_URL darauf und halten Sie noch einmal an, oder beenden Sie diesen Dienst.
disk-full = Die Platte ist voll.
    .advice = Schaffen Sie Platz: Bis das Journal zu schreiben ist, wird nichts gesendet.
    .here = Die Platte ist voll: Das Journal { $place } ist nicht beschreibbar
    .here-advice = Schaffen Sie Platz. Bis das Journal beschreibbar ist, geht nichts hinaus; was darin steht, ist nicht verloren.
database-encoding = Die Datenbank kann nicht jeden Text aufnehmen.
    .advice = Nutzen Sie eine Datenbank mit der Zeichenkodierung UTF8.
    .here = { $place } hat die Zeichenkodierung { $encoding }: Ihr fehlen der Gedankenstrich, Anführungszeichen und die meisten Sprachen
    .here-advice = Legen Sie eine Datenbank an mit: create database ausrufer encoding 'UTF8' template template0; und nennen Sie sie in DATABASE_URL.
database-refused = Die Datenbank weist das Programm ab.
    .advice = Prüfen Sie Benutzer, Passwort und Rechte.
    .here = Die Datenbank { $place } weist das Programm ab („{ $why }“)
    .here-advice = Prüfen Sie Benutzer, Passwort und Namen der Datenbank in DATABASE_URL, und ob dieser Benutzer darin ein Schema anlegen darf.
    .only-read = Die Datenbank { $place } lässt sich nur lesen („{ $why }“)
    .only-read-advice = Ein Standby nimmt nichts an, bevor er befördert ist. Nennen Sie in DATABASE_URL den Server, der führt, oder befördern Sie diesen. Bis dahin geht von hier nichts hinaus.
database-tls = Die Verbindung zur Datenbank ist ungeschützt, oder ihr Zertifikat wird nicht anerkannt.
    .advice = Setzen Sie sslmode und sslrootcert in DATABASE_URL: siehe operations.md, "The ledger".
    .untrusted = Das Zertifikat der Datenbank { $place } wird nicht anerkannt („{ $why }“)
    .untrusted-advice = Nennen Sie in DATABASE_URL die CA der Datenbank mit sslrootcert=DATEI und ihren Rechner wie im Zertifikat; erneuern Sie es, wenn es abgelaufen ist.
    .absent = Die Datenbank { $place } bietet kein TLS an
    .absent-advice = Schalten Sie TLS am Server ein. Ist das Netz dazwischen anders geschützt, schreiben Sie sslmode=disable in DATABASE_URL.
    .unsaid = Die Adresse der Datenbank sagt nicht, wie die Verbindung zu { $host } geschützt ist
    .unsaid-advice = Hängen Sie an DATABASE_URL ?sslmode=verify-full an, und &sslrootcert=DATEI für eine eigene CA; ?sslmode=disable überträgt alles lesbar.
database-unreachable = Die Datenbank antwortet nicht.
    .advice = Prüfen Sie Netz, Server und DATABASE_URL.
    .here = Die Datenbank { $place } ist nicht erreichbar („{ $why }“)
    .here-advice = Prüfen Sie DATABASE_URL, Netz und Server. Bis sie antwortet, geht von hier nichts hinaus; ein Dienst anderswo, der sie erreicht, arbeitet weiter.
worker-running = Ein anderer Dienst nutzt dieses Journal.
    .advice = Beenden Sie einen von beiden.
    .file = Ein anderer Dienst arbeitet mit { $file }
    .file-advice = Jedes eingebaute Journal hat nur einen Dienst: Beenden Sie erst den anderen, oder lassen Sie ihn die Arbeit tun. Befehle lassen sich inzwischen verwenden.
    .database = Das Journal { $place } wird benutzt: { $users }
    .database-advice = Beenden Sie jeden Dienst und Befehl, der es benutzt, und warten Sie, bis seine Ansprüche abgelaufen sind (claim_seconds).
port-in-use = Ein anderes Programm belegt diesen Port.
    .advice = Beenden Sie es, oder setzen Sie in config.yaml einen anderen Port.
    .web = Der Port { $port } ist belegt
    .web-advice = Vielleicht läuft ein anderer Dienst. Setzen Sie unter web: in config.yaml einen anderen Port.
    .sandbox = An { $address } lauscht schon etwas anderes
    .sandbox-advice = Wählen Sie für die Sandbox einen anderen Port, oder beenden Sie, was dort lauscht.
clock-wrong = Der Uhr dieses Rechners ist nicht zu trauen.
    .advice = Stellen Sie die Uhr dieses Rechners, und gleichen Sie sie ab (NTP). Bis dahin wird nichts gesendet und nichts verfällt; dann geht es von selbst weiter.
    .platform = Die Uhr geht falsch: Sie zeigt { $now }, und { $server } sagt { $time }
    .certificates = Die Uhr geht vielleicht falsch: Nach ihrem { $now } gilt kein Zertifikat von { $servers }
    .ledger = Die Uhr geht vielleicht falsch: Sie zeigt { $now }, und ins Journal wurde am { $time } geschrieben
    .jumped = Die Uhr sprang um { $n } { $unit ->
            [s] s
            [min] Min.
            [h] Std.
           *[days] { $n ->
                [one] Tag
               *[other] Tage
            }
        } { $to ->
            [ahead] vor
           *[back] zurück
        }, auf { $now }, und keine Plattform kann sagen, welche Zeit stimmt
    .unconfirmed = Keine Plattform ist erreichbar, die die Uhr bestätigt; sie zeigt { $now }
    .unconfirmed-advice = Prüfen Sie das Netz dieses Rechners. Bis eine Plattform antwortet, wird nichts gesendet und nichts verfällt; dann geht es von selbst weiter.
bad-assignment = `set` braucht PFAD=WERT.
    .advice = Schreiben Sie es wie reach.phone=down.
    .here = `{ $written }` setzt nichts
    .here-advice = Schreiben Sie, was es ist und was es wird: reach.phone=down, oder instruction.de="Dringendes: Info-Schalter im Rathaus."
    .whose = `{ $written }` setzt nichts
    .whose-advice = Schreiben Sie, was es ist und was es wird: reach.phone=down, oder instruction.de="Dringendes: Info-Schalter im Rathaus." Davor steht ein Wort, die Kennung einer Kommune oder Gruppe: `ausrufer who` zählt sie auf, `ausrufer facts`, was sich setzen lässt.
    .unread = `{ $written }` lässt sich nicht lesen
    .unread-advice = Schließen Sie jede Klammer und jedes Anführungszeichen. Eine Liste schreiben Sie so: unaffected="[emergency-calls]"
    .empty = `{ $path }` bekommt keinen Wert
    .empty-advice = Schreiben Sie einen hinter das Gleichheitszeichen. Zum Löschen schreiben Sie { $path }=null
    .quotes = Die Anführungszeichen in `{ $written }` würden Teil des Werts
    .quotes-advice = Schreiben Sie gerade, die die Shell entfernt: { $path }="{ $value }"
who-speaks = Der Befehl sagt nicht, wer spricht.
    .advice = Nennen Sie, wer spricht: --as siegen, --as siegen,hemer, --as all, --as towns-of/kreis-siwi
language-needed = Der Befehl sagt nicht, in welcher Sprache seine Worte sind.
    .advice = Schreiben Sie die Sprache davor: --text en="…"
    .here = Der Befehl sagt nicht, in welcher Sprache die Worte sind, und wer hier spricht, hat verschiedene erste Sprachen: { $languages }
    .here-advice = Schreiben Sie sie vor die Worte, für jede weitere Sprache noch einmal: --{ $option } { $language }="…"
id-known = Das Journal kennt diese Kennung schon.
    .advice = Wählen Sie eine andere, oder erhöhen Sie die Ausgabe (edition).
    .here = Das Journal kennt { $id } schon: Unter dieser Kennung würde nichts noch einmal gesagt
    .here-advice = Lassen Sie --id weg, oder wählen Sie eine andere. Um dieselbe Mitteilung noch einmal zu sagen, erhöhen Sie in der Datei ihre Ausgabe (edition).
not-confirmed = Niemand kann hier bestätigen.
    .advice = Lesen Sie, was oben steht. Rufen Sie den Befehl dann mit --yes noch einmal auf.
nothing-to-approve = Von dieser Mitteilung ist kein Text fällig.
    .advice = `plan` zählt auf, was auf Freigabe wartet.
    .advice-on-page = Was auf Freigabe wartet, steht unter [Lage](/).
    .here = Von { $announcement } ist nichts fällig
    .here-advice = Sehen Sie in `plan` nach: Es zeigt, was wartet, und den Befehl, der es freigibt.
    .here-advice-on-page = Was auf Freigabe wartet, steht unter [Lage](/).
digest-needed = Eine Freigabe braucht die Prüfsumme der Texte.
    .advice = Kopieren Sie den Befehl aus `plan`.
    .here = Eine Freigabe nennt die Prüfsumme der Texte, die gelesen wurden
    .here-advice = Lesen Sie die Texte in `plan`, dann: ausrufer approve { $announcement } --digest … --by NAME
texts-changed = Die Texte haben sich geändert, seit sie gelesen wurden.
    .advice = Lesen Sie sie noch einmal in `plan`.
    .advice-on-page = Lesen Sie sie noch einmal.
    .unseen = Ihr letztes `plan` hier zeigte keine Texte mit der Prüfsumme { $digest }
    .unseen-advice = Lesen Sie die Texte in `plan`, und geben Sie mit der Prüfsumme frei, die es zeigt, bis zum letzten Zeichen.
    .here = Die Texte von { $announcement } sind nicht die mit der Prüfsumme { $digest }
    .here-advice = Sie haben sich seither geändert, oder es ist die Prüfsumme einer anderen Mitteilung. Lesen Sie sie noch einmal in `plan`.
    .here-advice-on-page = Lesen Sie sie noch einmal.
not-standing = Diese Art lässt sich nicht vorab freigeben.
    .advice = Ergänzen Sie sie in approvals.standing.
    .here = { $kind } ist keine vorab freigegebene Art
    .here-advice = Vorab freigegebene Arten: { $kinds } (approvals.standing in config.yaml).
    .none = { $kind } ist keine vorab freigegebene Art
    .none-advice = Es gibt keine (approvals.standing in config.yaml).
wording-changed = Die Sätze haben eine andere Prüfsumme.
    .advice = Lesen Sie sie, dann nehmen Sie die Prüfsumme aus dem Hinweis.
    .here = Die Sätze für { $kind } und was Menschen in die Angaben geschrieben haben, haben die Prüfsumme { $digest }:{ $words }
    .here-advice = Lesen Sie diese Worte, messages/ und wie es in `plan` aussieht, dann: ausrufer approve { $kind } --standing --digest { $digest } --by NAME
unknown-account = Kein Konto hat diese Kennung.
    .advice = Berichtigen Sie sie; municipalities.yaml zählt die Konten auf.
    .of-post = { $key } gehört zum Konto { $account }, das nicht in municipalities.yaml steht
    .of-post-advice = Nehmen Sie das Konto wieder auf, bis seine Beiträge geklärt sind: Ohne es weiß niemand, wessen Adresse das ist.
    .here = Das Konto { $account } gibt es nicht
    .here-advice = `ausrufer who` zählt die Konten mit ihren Kennungen auf.
    .here-advice-on-page = Unter [Konten](/konten) stehen alle.
    .municipality = Das Konto { $account } gibt es nicht
    .municipality-advice = { $account } ist eine Kommune. Ihre Konten, jeweils eines: { $accounts }
nothing-chosen = Auf der Seite wurde nichts ausgewählt.
    .advice = Wählen Sie aus, was wieder geht.
    .wrong = Auf der Seite wurde nichts geändert
    .wrong-advice = Ändern Sie die Angabe, die falsch war. Ist nichts richtig, ziehen Sie den Beitrag zurück.
    .info-url = von der Adresse der Notfallseite handelt keine Korrektur
    .info-url-advice = Ändern Sie die Adresse unter [Städte](/staedte): Dort sagen Sie die Beiträge mit ihr neu. Oder [ziehen Sie den Beitrag zurück](#withdraw).
    .back = Was ausgewählt wurde, ist dort nicht mehr als gestört angegeben
    .back-advice = Jemand hat die Angaben inzwischen geändert. Sehen Sie unter [Städte](/staedte) nach, was jetzt gilt.
    .facts = Auf der Seite wurde nichts geändert
    .facts-advice = Stimmt alles noch, tippen Sie auf „Stimmt noch“.
several-wrong = Eine Korrektur kann nicht so viel auf einmal sagen. Es wurde nichts veröffentlicht.
    .advice = Berichtigen Sie einen Kontakt, oder Leistungen, oder anderes: eines nach dem anderen.
not-worded = Niemand weiß mehr, aus welchen Angaben der Beitrag entstand.
    .advice = Ziehen Sie ihn zurück, und sagen Sie es neu.
no-address = Die Adresse des Beitrags fehlt.
    .advice = Kopieren Sie sie von der Seite des Kontos selbst.
no-page = Diese Seite gibt es nicht.
    .advice = Beginnen Sie bei der Lage: Dort steht, was wartet.
said-no-more = Diese Mitteilung ist schon beendet.
    .advice = Was noch wiederkehrt, steht auf der Lage.
    .here = { $announcement } ist schon beendet
    .here-advice = Sie brauchen nichts mehr zu tun. Was noch wiederkehrt, steht unter [Lage](/).
draft-changed = Jemand hat diesen Entwurf inzwischen geändert. Es wurde nichts veröffentlicht.
    .advice = Öffnen Sie ihn neu, und lesen Sie, was jetzt darin steht.
not-your-town = Für diese Kommune haben Sie kein Recht.
    .advice = Wählen Sie eine, die die Seite anbietet.
not-known = Nichts hat die Kennung oder den Schlüssel, nach denen `history` gefragt wurde.
    .advice = Berichtigen Sie sie, wie der Hinweis sagt.
    .here = { $what ->
            [key] Einen Beitrag mit dem Schlüssel
            [municipality] Die Kommune
            [account] Das Konto
           *[announcement] Die Mitteilung
        } { $written } gibt es nicht
    .here-advice = { $what ->
            [municipality] `who` zählt sie auf.
           *[other] `history` ohne diese Angabe zeigt, was es gibt.
        }
    .mode = { $what ->
            [key] Der Beitrag
           *[incident] Der Vorfall
        } { $written } steht nur im Journal { $mode ->
            [exercise] der Übung
           *[live] des echten Vorfalls
        }
    .mode-advice = Ansehen: `ausrufer history --mode { $mode } --{ $what } { $written }`. `archive` nimmt ihn, sobald die Datei `mode: { $mode }` hat.
    .incident = Das Journal kennt keinen Vorfall { $incident }
    .incident-advice = { $n ->
            [0] Das Journal ist leer.
           *[other] Bekannt sind { $known }.
        }
resolve-how = Sagen Sie, was Sie gesehen haben: --posted URL oder --absent.
    .advice = Sehen Sie zuerst auf dem Konto nach.
not-resolvable = Kein ungewisser, wartender oder abgelehnter Beitrag hat diesen Schlüssel.
    .advice = Kopieren Sie den ganzen Schlüssel aus `history`.
    .advice-on-page = Unter [Beiträge](/beitraege) steht, was aus ihm wurde.
    .absent = { $key } steht nicht im Journal
    .absent-advice = Kopieren Sie den ganzen Schlüssel aus `history`: Vorfall/Mitteilung.Ausgabe/Konto/Sprache.
    .here = { $key } { $state ->
            [posted] ist schon veröffentlicht
            [refused] wurde abgelehnt und steht nicht auf dem Konto
            [expired] kam zu spät und wurde nie gesendet
            [superseded] wurde ersetzt und wird nicht mehr gesendet
            [sending] wird gerade gesendet: Sehen Sie in einer Minute noch einmal nach
            [waiting] wartet und wurde nie gesendet, --absent ist also nicht nötig
           *[unknown] lässt sich so nicht klären: Diese Adresse klärt schon einen anderen Beitrag
        }
    .here-advice = Klären lässt sich nur ein ungewisser Beitrag, oder ein wartender oder abgelehnter, den Sie von Hand veröffentlicht haben. Eine Adresse klärt nur einen Schlüssel.
which-mode = Die Übung und der wirkliche Vorfall haben beide diesen Schlüssel offen.
    .advice = Ergänzen Sie --mode exercise oder --mode live.
    .here = In der Übung und im echten Vorfall ist { $key } offen
    .here-advice = Sehen Sie nach, ob der Beitrag mit dem Hinweis auf eine Übung beginnt, dann mit --mode exercise oder --mode live.
    .here-advice-on-page = Sagen Sie dem Betrieb Bescheid.
said-already = Dasselbe wurde in den letzten Minuten schon gesagt.
    .advice = Ist es so gemeint, benennen Sie es mit --id.
    .here = { $announcement } hat in den letzten Minuten auf denselben Konten dasselbe gesagt
    .here-advice = Wenn es so gemeint ist, geben Sie der neuen Mitteilung einen Namen: --id ID
bad-name = Das ist kein Name einer Person.
    .advice = Schreiben Sie 1 bis 80 Zeichen eines Alphabets in einer Zeile.
    .empty = Der Name der Person ist leer
    .empty-advice = Schreiben Sie eine Zeile von 1 bis { $max } Zeichen, in Buchstaben eines Alphabets: Ihren eigenen Namen oder den Ihrer Stelle, etwa presse-siegen.
    .here = { $name } ist kein Name einer Person
    .here-advice = Schreiben Sie eine Zeile von 1 bis { $max } Zeichen, in Buchstaben eines Alphabets: Ihren eigenen Namen oder den Ihrer Stelle, etwa presse-siegen.
    .two-people = Für eine Übersetzung stehen zwei Personen ein
    .two-people-advice = Nennen Sie beide: --translator NAME --by NAME.
bad-address = Das ist nicht die Adresse eines Beitrags dieses Kontos.
    .advice = Kopieren Sie sie von der Seite des Beitrags.
    .here = { $address } ist keine Adresse eines Beitrags von @{ $handle }, dem Konto { $account }
    .here-advice = Öffnen Sie den Beitrag auf der eigenen Seite des Kontos, und kopieren Sie seine Adresse aus dem Browser. Sie sieht so aus: { $example }.
    .taken = { $address } ist die Adresse eines anderen Beitrags, der schon im Journal steht
    .taken-advice = Welche Adresse zu welchem Schlüssel gehört, steht in `history`. Öffnen Sie den richtigen Beitrag auf der eigenen Seite des Kontos, und kopieren Sie seine Adresse.
    .taken-advice-on-page = Unter [Beiträge](/beitraege) steht, welcher es ist. Öffnen Sie den richtigen Beitrag auf der eigenen Seite des Kontos, und kopieren Sie seine Adresse.
post-there = Der Beitrag ist noch da, obwohl jemand meldet, dass er gelöscht ist.
    .advice = Löschen Sie ihn in der App der Plattform, und melden Sie es noch einmal.
    .here = Der Beitrag { $url } ist noch da
    .here-advice = Löschen Sie ihn in der App der Plattform, und melden Sie es dann noch einmal.
post-absent = Unter dieser Adresse hat die Plattform keinen Beitrag.
    .advice = Prüfen Sie sie; ist dort nichts: --absent.
    .here = Die Plattform kennt unter { $url } keinen Beitrag
    .here-advice = Öffnen Sie die Adresse im Browser: Wurde der Beitrag gelöscht, oder ist die Adresse abgeschnitten? Steht nichts davon auf dem Konto, sagen Sie --absent.
    .here-advice-on-page = Öffnen Sie die Adresse im Browser: Wurde der Beitrag gelöscht, oder ist die Adresse abgeschnitten? Steht nichts davon auf dem Konto, wählen Sie „Er ist nicht da“.
no-drill = Der Ordner enthält keinen Probelauf.
    .advice = Einen Tag mit Ihren Kommunen spielt `ausrufer drill --own`. Einen anderen Probelauf nennen Sie mit --from ORDNER.
    .unreadable = { $folder } ist nicht lesbar
    .here = In { $folder } steht keine Lagedatei
    .elsewhere = { $file } nennt Kommunen, die Ihre Dateien nicht haben
drill-name = Der Dateiname eines Probelaufs nennt keine Zeit.
    .advice = Nennen Sie die Datei wie 2023-10-30T0630.yaml.
    .here = { $name } beginnt nicht mit einer Zeit
    .here-advice = Nennen Sie die Stände eines Probelaufs wie 2023-10-30T0630.yaml.
wrong-account = Die Zugangsdaten gehören zu einem anderen Konto.
    .advice = Berichtigen Sie das Token oder den Kontonamen.
    .here = Das Token von { $account } gehört @{ $found }, nicht @{ $handle }
    .here-advice = Tragen Sie das richtige Token in .env ein, oder berichtigen Sie den Namen des Kontos.
    .connected = Auf { $platform } hat @{ $found } zugestimmt, nicht @{ $handle }: Für { $account } wurde nichts geschrieben
    .connected-advice = Soll das Programm auf @{ $found } nicht veröffentlichen, ziehen Sie dort zuerst die Zustimmung zurück. Melden Sie sich dann ab, beginnen Sie noch einmal, und melden Sie sich als @{ $handle } an.
unidentified = Die Plattform sagte nicht, wem das Token gehört.
    .advice = Prüfen Sie das Token, und ob die Plattform antwortet.
    .here = { $account } ließ sich nicht fragen, wem es gehört
    .why = { $account } ließ sich nicht fragen, wem es gehört: { $why }
read-only-token = Mit dem Token kann man nicht veröffentlichen.
    .advice = Erzeugen Sie ein anderes, mit Schreibrecht.
    .here = Das Token von { $account } darf nichts veröffentlichen
    .here-advice = Geben Sie auf X der App das Recht zu schreiben (operations.md, Schritt 4), und holen Sie ein anderes Token: `ausrufer secrets rotate { $account }`.
    .connected = Das neue Token von { $account } darf nichts veröffentlichen: Es wurde nicht in .env geschrieben
    .connected-advice = Geben Sie auf X der App das Recht zu schreiben (operations.md, Schritt 4). Ziehen Sie dann als @{ $handle } auf { $platform } die Zustimmung zurück, und verbinden Sie das Konto noch einmal: `ausrufer connect { $account }`.
write-only-token = Mit dem Token kann man die Beiträge des Kontos nicht lesen: Eine verlorene Antwort bliebe ungewiss.
    .advice = Erzeugen Sie ein anderes, das auch Beiträge lesen darf.
    .here = Das Token von { $account } darf dessen Beiträge nicht lesen: Eine verlorene Antwort bliebe ungewiss
    .here-advice = Verbinden Sie das Konto noch einmal: `ausrufer connect { $account }`.
hidden-account = Nicht alle sehen, was auf dem Konto veröffentlicht wird.
    .advice = Schalten Sie auf X den Schutz der Beiträge ab. Fragen Sie auf Mastodon die Moderation des Servers, oder nennen Sie das Konto, auf das es umgezogen ist.
    .here = Die Plattform zeigt nicht allen, was auf { $account } veröffentlicht wird
not-a-bot = Das Profil sagt nicht, dass ein Programm veröffentlicht.
    .advice = Setzen Sie im Profil das Merkmal `bot`: Es ist das Konto eines Programms.
    .here = Im Profil von { $account } steht nicht, dass dort ein Programm veröffentlicht
    .here-advice = Setzen Sie in den Einstellungen des Profils den Haken „bot“.
ledger-moved = Das Journal wurde an einen anderen Ort übertragen.
    .advice = Nutzen Sie das, das die Meldung nennt.
    .here = Das Journal { $place } wurde nach { $why } übertragen
    .here-advice = Von dort geht nichts mehr hinaus. Setzen Sie DATABASE_URL in .env oder --data auf den neuen Ort.
    .people = Die Personen der Konsole aus { $place } wurden nach { $why } übertragen
    .people-advice = Setzen Sie DATABASE_URL in .env oder --data auf den neuen Ort.
ledger-taken = Der Ort, an den das Journal übertragen werden soll, ist nicht leer.
    .advice = Räumen Sie weg, was dort liegt.
    .here = In { $place } steht schon etwas: { $tables }
    .here-advice = Ist es das Journal, das früher übertragen wurde, benennen Sie seine Datei um, oder sein Schema (alter schema … rename to …). Sonst sehen Sie es erst mit `history` an.
    .same = { $from } und { $to } sind dasselbe Journal
    .same-advice = Nennen Sie den Ort, an den es übertragen werden soll.
other-ledger = Ein Journal soll an die Stelle eines anderen treten: das einer Übung an die des echten.
    .advice = Nennen Sie auf beiden Seiten dasselbe Journal.
    .here = Aus dem Journal { $name } würde das Journal { $other }
    .here-advice = Es wurde nichts übertragen. Ein Journal behält seinen Namen: Zu --from data/{ $name }.sqlite gehört --to data/{ $name }.sqlite oder DATABASE_URL.
    .unnamed = Die Datei { $file } heißt nach keinem Journal: Später wüsste niemand, ob es das einer Übung ist oder das echte
    .unnamed-advice = Es wurde nichts übertragen. Nennen Sie eine Datei, die nach ihrem Journal heißt, in welchem Ordner auch immer: { $names }.
no-ledger = An diesem Ort liegt kein Journal.
    .advice = Berichtigen Sie den Pfad oder die Adresse.
    .file = Die Datei { $file } gibt es nicht
    .file-advice = Berichtigen Sie den Pfad: Ein Journal liegt im Ordner data.
    .to-move = Es gibt kein Journal zu übertragen
    .to-move-advice = Suchen Sie es mit `history`, und berichtigen Sie --from oder --ledger.
copy-differs = Das übertragene Journal gleicht dem Original nicht.
    .advice = Es wurde nichts behalten. Prüfen Sie die Platte.
    .archive = { $incident } ist nicht archiviert: In der Datei war die Tabelle { $table } nicht dieselbe, { $found } von { $rows } { $rows ->
            [one] Zeile
           *[other] Zeilen
        }
    .archive-advice = Aus dem Journal wurde nichts entfernt, die unfertige Datei ist gelöscht. Prüfen Sie die Platte, dann versuchen Sie es noch einmal.
    .move = Die Tabelle { $table } ist in { $place } nicht dieselbe: { $found } von { $rows } { $rows ->
            [one] Zeile
           *[other] Zeilen
        }
    .move-advice = Dort wurde nichts behalten, und das alte Journal ist, wie es war. Prüfen Sie beide Platten, dann versuchen Sie es noch einmal.
incident-open = Der Vorfall ist nicht beendet und wird deshalb nicht archiviert.
    .advice = Warten Sie, oder klären Sie, was ungewiss ist.
    .current = { $incident } wird nicht archiviert: Es ist der Vorfall der Lagedatei
    .current-advice = Archivieren Sie ihn, wenn er vorbei ist und ein anderer begonnen hat.
    .accepted = { $incident } wird nicht archiviert: Der Dienst hat noch keine Lagedatei eines anderen Vorfalls gelesen
    .accepted-advice = Starten Sie `run`, oder warten Sie, bis der Dienst sie gelesen hat.
    .recent = { $incident } wird nicht archiviert: In den letzten 24 Stunden hat sich etwas geändert
    .recent-advice = Archivieren Sie ihn, wenn er vorbei ist und ein anderer begonnen hat.
    .unsettled = { $incident } wird nicht archiviert: Niemand weiß bisher, ob { $key } veröffentlicht ist
    .deletion = { $incident } wird nicht archiviert: Ein falscher Beitrag muss noch gelöscht werden ({ $key })
    .deletion-advice = Das Programm versucht es weiter; `ausrufer history --key { $key }` sagt, woran es liegt. Eilt es, löschen Sie ihn von Hand: Das Programm bemerkt es.
emergency-words = Ein Satz sagt „Notfall“ und nennt 110/112 nicht.
    .advice = „Notfall“ steht nur neben 110/112. Schreiben Sie sonst „Dringendes“.
    .here = { $where }: "{ $text }"
not-yet = Eine Angabe nennt einen Zeitpunkt in der Zukunft.
    .advice = Berichtigen Sie sie: Bis dahin wird aus diesen Angaben nichts Neues gesagt.
    .here = `{ $key }` liegt in der Zukunft
said-twice = Derselbe Text würde auf einem Konto zweimal gesagt.
    .advice = Sagen Sie, was neu ist, oder streichen Sie eine der beiden Mitteilungen.
same-first-line = Die Texte zweier Kommunen beginnen mit derselben Zeile.
    .advice = Geben Sie den Kommunen Namen, die sie unterscheiden: `Neunkirchen (Siegerland)`.
    .here = { $who } beginnen gleich, bei { $kinds }: "{ $line }"
no-person = Niemand mit diesem Namen hat einen Zugang zur Konsole.
    .advice = `people list` nennt alle.
    .here = Niemand namens { $name } hat Zugang zur Konsole
no-console = In config.yaml steht keine Konsole.
    .advice = Schreiben Sie console: {"{"}origin: https://…{"}"} hinein: Passkeys gehören zu dieser Adresse, wählen Sie sie also für immer.
person-known = Jemand mit einem gleich aussehenden Namen hat schon einen Zugang.
    .advice = Ergänzen Sie etwas, das beide unterscheidet.
    .here = Jemand, dessen Name wie { $name } aussieht, hat schon Zugang
    .here-advice = Ist es dieselbe Person und kann sie sich nicht mehr anmelden: `people invite-again`. Sonst ergänzen Sie den Namen.
    .here-advice-on-page = Ist es dieselbe Person und kann sie sich nicht mehr anmelden, laden Sie sie auf ihrer Seite unter [Leute](/leute) neu ein. Sonst ergänzen Sie den Namen.
no-right = Die Person darf das dort nicht.
    .advice = Bitten Sie jemanden, der es darf, oder die Verwaltung der Zugänge um das Recht.
    .here = { $name } darf hier nicht überall { $act ->
            [write] schreiben
            [approve] freigeben
            [resume] fortsetzen
            [alone] allein handeln
            [people] Zugänge verwalten
            [accounts] Konten verwalten
           *[look] lesen
        }: { $where }
own-text = Niemand gibt den eigenen Text frei.
    .advice = Bitten Sie jemand anderen um die Freigabe; allein geht es nur mit Begründung.
    .here = { $name } hat diesen Text geschrieben oder darf ihn nicht freigeben
    .here-advice = Jemand anderes gibt ihn frei. Ist niemand erreichbar, geht es allein, mit einer Begründung, die alle erfahren.
own-request = Niemand bestätigt, was er selbst beantragt hat.
    .advice = Bitten Sie eine zweite Person, die Zugänge verwaltet.
    .here = { $name } hat diese Änderung beantragt
    .here-advice = Eine zweite Person, die Zugänge verwaltet, bestätigt sie. Ist keine erreichbar, ändern Sie es allein, mit Begründung.
    .own = { $name } soll diese Rechte selbst bekommen oder verlieren
    .own-advice = Eine andere Person, die Zugänge verwaltet, bestätigt es. Ist keine erreichbar, ändert es die erste allein, mit Begründung.
last-admin = Danach könnte niemand mehr Zugänge verwalten.
    .advice = Geben Sie zuerst jemand anderem dieses Recht.
    .here = Danach könnte niemand mehr, der sich anmelden kann, Zugänge verwalten: { $where }
    .here-advice = Geben Sie zuerst jemand anderem dieses Recht. Diese Person muss ihren Zugang schon eingerichtet haben.
reason-needed = Wer allein handelt, muss es begründen.
    .advice = Nennen Sie den Grund: Alle erfahren es sofort.
    .here = Das kann hier niemand bestätigen: Wer es allein tut, muss es begründen
    .here-advice = Nennen Sie den Grund, mit --reason: Alle erfahren es sofort. Auf der Seite /leute braucht keinen Grund, wer allein Zugänge verwaltet. Sonst kann dort eine zweite Person bestätigen, solange es nicht um ihre eigenen Rechte geht.
    .here-advice-on-page = Nennen Sie den Grund: Alle erfahren es sofort.
not-waiting = Das wartet nicht mehr.
    .advice = Sehen Sie noch einmal nach: Vielleicht hat es jemand anderes erledigt.
    .rights = Diese Änderung von Rechten wartet nicht mehr
    .draft = Dieser Entwurf wartet nicht mehr
    .draft-advice = Sehen Sie bei den Beiträgen nach: Vielleicht ist er schon veröffentlicht.
    .discarded = Dieser Entwurf wurde inzwischen verworfen: Nichts davon geht hinaus
    .discarded-advice = Soll es doch gesagt werden, melden Sie es neu.
    .exercise = Dieser Entwurf entstand in einer Übung, und jetzt ist keine: Nichts davon geht hinaus
    .exercise-advice = Verwerfen Sie ihn. Soll es wirklich gesagt werden, melden Sie es neu.
    .real = Dieser Entwurf entstand nicht in der Übung: Nichts davon geht in ihr hinaus
    .real-advice = Lassen Sie ihn bis nach der Übung liegen. Gehört es in die Übung, melden Sie es dort neu.
not-signed = Die Unterschrift der Freigabe ist nicht gültig.
    .advice = Lesen Sie die Texte noch einmal, und bestätigen Sie dann mit dem Passkey.
    .texts = Das ist keine Unterschrift von Ihnen für diese Texte, oder sie wurde schon benutzt
    .texts-advice = Sehen Sie zuerst nach, ob die Texte schon hinausgegangen sind. Sonst lesen Sie sie noch einmal, und bestätigen Sie dann mit dem Passkey.
    .ended = Ihre Sitzung ist inzwischen beendet: Ihre Freigabe zählt nicht
    .ended-advice = Melden Sie sich neu an. Haben Sie die Sitzung nicht selbst beendet, rufen Sie jemanden an, der Zugänge verwaltet.
    .act = Das bestätigt nicht, dass Sie es selbst sind, oder es ist zu lange her
    .act-advice = Versuchen Sie es noch einmal. Nach fünf falschen Versuchen mit Passphrase und Code warten Sie eine Viertelstunde.
    .passkey = Der Browser hat keinen Passkey für diese Konsole angelegt, oder für eine ältere Seite
    .passkey-advice = Laden Sie die Seite neu und versuchen Sie es noch einmal. Ohne Passkey: Richten Sie Passphrase und Code ein.
invitation-over = Die Einladung ist benutzt, abgelaufen oder ersetzt.
    .advice = Lassen Sie sich neu einladen: `people invite`.
    .advice-on-page = Lassen Sie sich neu einladen, von jemandem, der Zugänge verwaltet.
weak-passphrase = Die Passphrase ist zu kurz oder leicht zu erraten.
    .advice = Nehmen Sie mindestens 12 Zeichen.
    .here = Die Passphrase hat { $length } Zeichen oder ist leicht zu erraten
    .here-advice = Nehmen Sie { $min } bis { $max } Zeichen, am besten vier Wörter, die nichts miteinander zu tun haben.
wrong-code = Der Einmalcode ist falsch oder schon benutzt.
    .advice = Prüfen Sie die Uhr des Telefons und tippen Sie den nächsten Code.
    .here = Das ist nicht der Code, den die App jetzt zeigt
    .here-advice = Tippen Sie den nächsten. Stimmt keiner, stellen Sie die Uhr des Telefons oder beginnen Sie neu.
    .over = Passphrase und App sind schon eingerichtet, oder Sie haben vor zu langer Zeit damit begonnen
    .over-advice = Ob sie eingerichtet sind, steht unter [Ich](/ich); dort drucken Sie auch neue Wiederherstellungscodes. Sind sie es nicht, beginnen Sie neu.
last-way = Es ist der letzte Weg, auf dem sich die Person anmelden kann.
    .advice = Richten Sie zuerst einen anderen ein.
log-broken = Das Protokoll wurde nachträglich geändert.
    .advice = Lassen Sie es, wie es ist, und klären Sie, wer Zugriff hatte.
    .changed = Zeile { $number } des Protokolls oder die davor wurde geändert
    .missing = Zeile { $number } des Protokolls fehlt
    .differs = Das Protokoll der Konsole hat eine andere Zeile { $number } als diese Kopie
    .forged = Diese Unterschriften passen nicht zu dem, was sie unterschrieben haben sollen: { $ids }
not-a-log = Die Datei ist kein Protokoll der Konsole.
    .advice = Laden Sie sie noch einmal von der Seite des Protokolls.
    .line = Zeile { $line } ist keine Zeile des Protokolls

reason =
    .no-credential = es hat kein Token
    .no-timeline = das Konto hat keine Zeitleiste
    .part-of-timeline = die Zeitleiste ließ sich nicht ganz lesen
    .too-many-posts = das Konto hat zu viele Beiträge, um jeden mit dem Gesendeten zu vergleichen
    .stopped-before = abgebrochen, bevor es gesendet wurde
    .stopped-during = abgebrochen, während es gesendet wurde
    .suspended = der Prozess war angehalten, während er sich verband
    .connection-broke = die Verbindung brach ab („{ $why }“)
    .connection-broke-somehow = die Verbindung brach ab, ohne Angabe warum
    .no-answer = keine Antwort in der Zeit
    .redirects = { $who } antwortete { $status }: eine Umleitung, der Beiträge nicht folgen dürfen
    .the-server = der Server
    .no-words = ohne lesbare Worte
    .web-page = eine Webseite
    .other-account = der Server antwortete mit dem Beitrag eines anderen Kontos
    .told-nothing = { $who } antwortete, ohne den Wortlaut des Beitrags zu nennen
    .other-words = { $who } antwortete mit einem Beitrag, der andere Worte hat: { $post }
    .other-timeline = der Server antwortete mit der Zeitleiste eines anderen Kontos
    .other-server = { $post } liegt auf { $server }, wo das Konto nicht mehr ist: Von hier ließ es sich nicht ändern
    .left-server = er ging an { $server }, wo das Konto nicht mehr ist, und lässt sich von hier nicht suchen
    .another-account = er ging an @{ $handle }: Das Konto steht in keiner Datei mehr, und er lässt sich von hier nicht suchen
    .foreign-post = { $post } ist kein Beitrag von { $account } und blieb, wie er ist
    .unidentified = die Plattform weiß nicht, wessen Token es ist
    .foreign-credential = das Token von { $account } gehört @{ $found }, nicht @{ $handle }
    .in-state = es ist { $state ->
            [sending] gerade unterwegs
            [posted] veröffentlicht
            [refused] abgelehnt
            [unknown] ungewiss
            [expired] verfallen
           *[superseded] ersetzt
        }
    .again-at = nächster Versuch { $time }
    .not-after = nicht mehr veröffentlicht nach { $time }
    .due-at = fällig { $time }
    .older-than = älter als { $hours ->
            [one] { $hours } Stunde
           *[other] { $hours } Stunden
        }
    .newer-edition = eine neuere Ausgabe trat an seine Stelle
    .overtaken = eine neuere Ausgabe tritt an seine Stelle
    .gone-already = den Beitrag gibt es nicht mehr
    .gone = den Beitrag gibt es nicht mehr
    .never-went-out = der Beitrag ging nie hinaus
    .draft = der Vorfall ist ein Entwurf
    .not-listed = die Mitteilung steht nicht mehr in der Lagedatei
    .account-sends = auf dem Konto wird gerade gesendet
    .before-it = der Beitrag davor ist noch nicht veröffentlicht
    .outcome-unknown = was aus dem Beitrag wurde, ist nicht bekannt
    .change-unsettled = eine frühere Änderung des Beitrags ist noch ungeklärt
    .edition-unsettled = eine frühere Ausgabe ist noch ungeklärt
    .not-approved = die Freigabe fehlt noch
    .new-words = nicht freigegeben: Es enthält neue Worte
    .account-rests = das Konto ruht
    .account-goes-on = das Konto ist nicht mehr gesperrt, und der Dienst entscheidet als Nächstes
    .late-edit = eine frühere Änderung des Beitrags kann noch wirksam werden
    .limit = mehr als { $count } { $of ->
            [posts] { $count ->
                [one] Beitrag
               *[other] Beiträge
            }
            [deletes] { $count ->
                [one] Löschung
               *[other] Löschungen
            }
           *[calls] { $count ->
                [one] Anfrage
               *[other] Anfragen
            }
        } in { $n } { $unit ->
            [h] Std.
           *[min] Min.
        } { $per ->
            [account] darf dieses Konto nicht senden
            [server] { $count ->
                [one] wird
               *[other] werden
            } diesem Server nicht zugemutet
           *[app] darf die App nicht senden
        }
    .budget = das Budget von { $usd } US-Dollar in 24 Std. ist ausgegeben
    .adopted = übernommen: Es war veröffentlicht, bevor dieses Journal begann
    .hidden = der Server zeigt es nicht allen
    .unread-account = das Konto ließ sich nicht lesen: { $why }
    .sought-first = es kann schon veröffentlicht sein, bevor dieses Journal begann, und wird erst auf dem Konto gesucht
    .similar = ein ähnlicher Beitrag ist schon veröffentlicht: { $where }
    .not-asked = die Lagedatei verlangt es nicht mehr
    .not-needed = nicht mehr nötig, so wie die Angaben jetzt sind
    .stopped-program = das Programm endete, während es gesendet wurde
    .sent-again = es kam nicht an und wird noch einmal gesendet
    .settled-by = geklärt von { $by }
    .absent-by = laut { $by } nicht vorhanden
    .newer-of-sort = etwas Neueres seiner Art tritt an seine Stelle
    .newer = etwas Neueres tritt an seine Stelle
    .withdrawn-by = zurückgezogen durch { $by }
    .corrected-by = korrigiert durch { $by }
    .ended = mit der Entwarnung beendet
    .no-occurrence = was wiederkehrt, endet vor dem ersten Mal
    .names-others = der veröffentlichte Beitrag nennt andere Leistungen, Wege oder einen anderen Kontakt als die Mitteilung jetzt
    .would-end = die Entwarnung, die auf Freigabe wartet, beendet sie
    .nothing-new = es würde sagen, was das Konto schon sagt
    .not-in-ledger = es steht nicht im Journal
    .another-key = die Plattform nannte den Beitrag { $post }, der einen anderen Schlüssel klärt
    .in-line = bereit für den Dienst (`run`)
    .in-line-on-page = gleich an der Reihe
    .other-mode = wartet, bis die Datei wieder diesen Modus hat
    .known-already = das Journal kennt sie schon, und alle ihre Beiträge sind gesendet oder abgebrochen
    .nobody-says-it = keine Kommune, die es sagen soll, ist betroffen und hat ein Konto
    .no-original = von { $announcement } ist kein Beitrag veröffentlicht oder unterwegs
    .answered = { $who } antwortete { $status }: „{ $words }“
    .still-there = die Plattform meldet es als gelöscht, und es ist noch zu lesen
    .unauthorised = { $who } nimmt den Zugang des Kontos nicht an (401: { $words }); bleibt es dabei, braucht es in .env einen neuen
    .unauthorised-on-page = { $who } nimmt den Zugang des Kontos nicht an (401: { $words }); bleibt es dabei, rufen Sie an, wer das Programm betreibt: Das Konto braucht einen neuen Zugang
    .answered-with = { $who } antwortete { $status }: { $what }
    .answered-otherwise = { $who } beantwortete nicht, was gefragt war: „{ $words }“
    .answered-otherwise-with = { $who } beantwortete nicht, was gefragt war: { $what }

phrase =
    .meant = Meinen Sie `{ $meant }`?
    .file = die Datei
    .example = Zum Beispiel: { $example }
    .or = { $a } oder { $b }
    .and-more = { $names } und { $n } weitere
    .one-of = eines von { $words }
    .string = Text
    .number = eine Zahl
    .int = eine ganze Zahl
    .boolean = `true` oder `false`
    .array = eine Liste
    .map = eine Zuordnung (Zeilen `Schlüssel: Wert`)
    .given = { $type ->
            [string] der Text { $written }
            [array] eine Liste
            [object] eine Zuordnung
            [number] die Zahl { $written }
           *[boolean] der Wahrheitswert { $written }
        }
    .least = { $inclusive ->
            [yes] mindestens
           *[no] mehr als
        } { $bound }{ $unit ->
            [characters] {" Zeichen"}
            [entries] {" Einträge"}
           *[none] {""}
        }
    .most = { $inclusive ->
            [yes] höchstens
           *[no] weniger als
        } { $bound }{ $unit ->
            [characters] {" Zeichen"}
            [entries] {" Einträge"}
           *[none] {""}
        }
    .count-in = { $n } in { $language }
    .process-of = Prozess { $pid } von { $address }
    .process-here = Prozess { $pid } dieses Rechners
    .sending = { $key } wird gerade gesendet
