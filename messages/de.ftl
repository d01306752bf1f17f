### Was die Öffentlichkeit auf Deutsch liest. Jeder Satz ist ein ganzer Satz; was in geschweiften Klammern steht, setzt das
### Programm ein. `.short` und `.shortest` sind kürzere Formen desselben Satzes, für den Fall, dass der Platz nicht reicht.
### docs/messages.md erklärt, wie man Sätze ändert. Alle anderen Sprachen sind Übersetzungen dieser Datei.

## Wörter und Zeiten, die in Sätzen vorkommen

# Steht am Anfang jedes Textes einer Übung.
exercise = ÜBUNG – kein echter Vorfall.
    .short = ÜBUNG – nicht echt.
# Steht auf X am Anfang von Texten, die nicht deutsch sind; auf Deutsch nie.
language-name = Deutsch:
# Ein Tag: Montag, 30.10. $year ist leer im laufenden Jahr und im kommenden Monat.
day = { $weekday }, { $day }.{ $month }.{ $year }
    .short = { $weekday-short }., { $day }.{ $month }.{ $year }
# Ein Zeitpunkt: Montag, 30.10., 12 Uhr
time = { $weekday }, { $day }.{ $month }.{ $year }, { $clock }
    .short = { $weekday-short }., { $day }.{ $month }.{ $year }, { $clock }
# Eine Uhrzeit: 12 Uhr, 16:30 Uhr
clock = { $minute ->
        [0] { $hour } Uhr
       *[other] { $hour }:{ $minutes } Uhr
    }
    .short = { $minute ->
        [0] { $hour } Uhr
       *[other] { $hour }:{ $minutes } Uhr
    }
# In der Nacht, in der die Uhr zurückgestellt wird, gibt es die Stunde von 2 bis 3 Uhr zweimal: 2:30 Uhr (Sommerzeit)
clock-twice = { $season ->
        [summer] { $clock } (Sommerzeit)
       *[winter] { $clock } (Winterzeit)
    }
# Eine Uhrzeit vor "bis": 8 (bis 16 Uhr)
hour = { $minute ->
        [0] { $hour }
       *[other] { $hour }:{ $minutes }
    }
    .short = { $minute ->
        [0] { $hour }
       *[other] { $hour }:{ $minutes }
    }
# Öffnungszeiten. $days: span (von $first bis $last), day (nur $first), daily (jeden Tag), same (dieselben Tage noch einmal: 8 bis 12 Uhr und 14 bis 18 Uhr). $always: yes, wenn rund um die Uhr.
hours = { $always ->
        [yes] rund um die Uhr
       *[no] { $days ->
            [daily] täglich { $opens } bis { $closes }
            [day] { $first } { $opens } bis { $closes }
            [same] { $opens } bis { $closes }
           *[span] { $first } bis { $last } { $opens } bis { $closes }
        }
    }
    .short = { $always ->
        [yes] rund um die Uhr
       *[no] { $days ->
            [daily] täglich { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
# Wege, auf denen man eine Verwaltung erreicht. $use: subject, wenn einer allein etwas tut (Das Telefon ist ausgefallen),
# by, wenn man jemanden so erreicht (nicht per Telefon), none, wenn es ihn nicht gibt (kein Telefon), sonst alone (Telefon und Website sind ausgefallen).
way-phone = { $use ->
        [subject] das Telefon
        [none] kein Telefon
       *[other] Telefon
    }
way-website = { $use ->
        [subject] die Website
        [none] keine Website
       *[other] Website
    }
way-online-services = { $use ->
        [subject] die Online-Dienste
        [none] keine Online-Dienste
       *[other] Online-Dienste
    }
way-email-in = { $use ->
        [subject] der E-Mail-Empfang
        [none] kein E-Mail-Empfang
       *[other] E-Mail-Empfang
    }
way-email-out = { $use ->
        [subject] der E-Mail-Versand
        [none] kein E-Mail-Versand
       *[other] E-Mail-Versand
    }
way-email = { $use ->
        [subject] der E-Mail-Verkehr
        [none] keine E-Mail
       *[other] E-Mail
    }
# Wie ein Kontakt heißt, dem niemand einen Namen gegeben hat.
contact-name = { $contact ->
        [hotline] Nothotline
        [emergency] Bürgertelefon
        [desk] Info-Schalter
        [page] Notfallseite
        [number] Unsere Nummer
        [phone] Telefon
       *[other] Kontakt
    }
# Wann ein Kontakt gilt: an einem Tag, ab wann, bis wann. Das Letzte steht auch hinter einer Leistung: Müllabfuhr (bis 4.12.).
contact-on = nur am { $at }
contact-from = ab { $at }
contact-until = bis { $at }

## Wer, und was es für mich bedeutet: der Anfang jedes Textes

# Die Verwaltung kann gar nicht arbeiten. $kind: outage (erste Meldung) oder status (spätere).
cannot-work = { $kind ->
        [outage] { $cause ->
            [power-outage] { $who }: Wegen des Stromausfalls können wir nicht arbeiten.
            [network-outage] { $who }: Wegen des Netzausfalls können wir nicht arbeiten.
            [disaster] { $who }: Wegen der aktuellen Lage können wir nicht arbeiten.
            [unknown] { $who }: Wegen einer Störung können wir nicht arbeiten.
           *[other] { $who }: Wegen des IT-Ausfalls können wir nicht arbeiten.
        }
       *[status] { $cause ->
            [power-outage] { $who }: Wegen des Stromausfalls können wir zurzeit nicht arbeiten.
            [network-outage] { $who }: Wegen des Netzausfalls können wir zurzeit nicht arbeiten.
            [disaster] { $who }: Wegen der aktuellen Lage können wir zurzeit nicht arbeiten.
            [unknown] { $who }: Wegen einer Störung können wir zurzeit nicht arbeiten.
           *[other] { $who }: Wegen des IT-Ausfalls können wir zurzeit nicht arbeiten.
        }
    }
    .short = { $who }: Wir können zurzeit nicht arbeiten.
    .shortest = { $who }: nicht arbeitsfähig.
# $ways: Telefon, E-Mail oder beide. $ways-none: kein Telefon, keine E-Mail. Nie nur "nicht erreichbar": der Info-Schalter ist vielleicht offen.
unreachable = { $kind ->
        [outage] { $who }: bis auf Weiteres nicht per { $ways } erreichbar.
       *[status] { $who }: zurzeit nicht per { $ways } erreichbar.
    }
    .short = { $who }: nicht per { $ways } erreichbar.
    .shortest = { $who }: { $ways-none }.
out-of-order = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } ist ausgefallen.
           *[many] { $who }: { $ways } sind ausgefallen.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } ist zurzeit ausgefallen.
           *[many] { $who }: { $ways } sind zurzeit ausgefallen.
        }
    }
    .short = { $who }: { $ways-by } ausgefallen.
closed = { $kind ->
        [outage] { $who }: Unsere Schalter sind geschlossen.
       *[status] { $who }: Unsere Schalter sind zurzeit geschlossen.
    }
not-all-services = { $kind ->
        [outage] { $who }: Nicht alle Leistungen sind möglich.
       *[status] { $who }: Zurzeit sind nicht alle Leistungen möglich.
    }
    .short = { $who }: nicht alle Leistungen möglich.
partly-reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } funktioniert nur eingeschränkt.
           *[many] { $who }: { $ways } funktionieren nur eingeschränkt.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } funktioniert zurzeit nur eingeschränkt.
           *[many] { $who }: { $ways } funktionieren zurzeit nur eingeschränkt.
        }
    }
partly-open = { $kind ->
        [outage] { $who }: Unsere Schalter sind nur eingeschränkt geöffnet.
       *[status] { $who }: Unsere Schalter sind zurzeit nur eingeschränkt geöffnet.
    }
reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } funktioniert.
           *[many] { $who }: { $ways } funktionieren.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } funktioniert zurzeit.
           *[many] { $who }: { $ways } funktionieren zurzeit.
        }
    }
over = { $cause ->
       *[other] { $who }: Es liegt keine Störung mehr vor.
        [disaster] { $who }: Wir arbeiten wieder wie gewohnt.
    }
# Noch ist nicht bekannt, was betroffen ist.
# $more: ob der Text noch mehr sagt.
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. Was das für Sie bedeutet, klären wir gerade.
           *[status] { $who }: { $title }. Mehr wissen wir noch nicht.
        }
    }
    .short = { $who }: { $title }.
# $colon: yes, wenn im Text selbst ein Doppelpunkt steht (Dringendes: Info-Schalter): zwei in einem Satz liest niemand gern.
own-words = { $colon ->
        [yes] { $who }. { $text }
       *[no] { $who }: { $text }
    }

## Termine. $period: day (am), between (von, bis), from (ab), until (bis), open (ohne Datum)

appointments-cancelled = { $period ->
        [day] Alle Termine am { $from }, fallen aus.
        [between] Alle Termine von { $from }, bis { $until }, fallen aus.
        [from] Alle Termine ab { $from }, fallen aus.
        [until] Alle Termine bis { $until }, fallen aus.
       *[open] Alle Termine fallen aus.
    }
    .short = { $period ->
        [day] Termine am { $from-short }, fallen aus.
        [between] Termine von { $from-short }, bis { $until-short }, fallen aus.
        [from] Termine ab { $from-short }, fallen aus.
        [until] Termine bis { $until-short }, fallen aus.
       *[open] Termine fallen aus.
    }
    .shortest = { $period ->
        [day] Keine Termine am { $from-short }.
        [between] Keine Termine { $from-short } bis { $until-short }.
        [from] Keine Termine ab { $from-short }.
        [until] Keine Termine bis { $until-short }.
       *[open] Keine Termine.
    }
# Folgt auf abgesagte Termine, wenn nichts anderes zu tun ist. $later: yes, wenn die Zeit noch nicht begonnen hat, in der sie ausfallen.
do-not-come = { $later ->
        [yes] Bitte kommen Sie dann nicht.
       *[no] Bitte kommen Sie nicht.
    }
    .short = { $later ->
        [yes] Dann bitte nicht kommen.
       *[no] Bitte nicht kommen.
    }
appointments-limited = { $period ->
        [day] Termine am { $from }, finden nur zum Teil statt.
        [between] Termine von { $from }, bis { $until }, finden nur zum Teil statt.
        [from] Termine ab { $from }, finden nur zum Teil statt.
        [until] Termine bis { $until }, finden nur zum Teil statt.
       *[open] Termine finden nur zum Teil statt.
    }
    .short = { $period ->
        [day] Termine am { $from-short }, nur zum Teil.
        [between] Termine von { $from-short }, bis { $until-short }, nur zum Teil.
        [from] Termine ab { $from-short }, nur zum Teil.
        [until] Termine bis { $until-short }, nur zum Teil.
       *[open] Termine nur zum Teil.
    }
appointments-take-place = { $period ->
        [day] Alle Termine am { $from }, finden statt.
        [between] Alle Termine von { $from }, bis { $until }, finden statt.
        [from] Alle Termine ab { $from }, finden statt.
        [until] Alle Termine bis { $until }, finden statt.
       *[open] Alle Termine finden statt.
    }
appointments-unknown = { $period ->
        [day] Ob Termine am { $from }, stattfinden, ist noch nicht bekannt.
        [between] Ob Termine von { $from }, bis { $until }, stattfinden, ist noch nicht bekannt.
        [from] Ob Termine ab { $from }, stattfinden, ist noch nicht bekannt.
        [until] Ob Termine bis { $until }, stattfinden, ist noch nicht bekannt.
       *[open] Ob Termine stattfinden, ist noch nicht bekannt.
    }
headline-appointments-cancelled = { $who }: { appointments-cancelled }
    .short = { $who }: { appointments-cancelled.short }
    .shortest = { $who }: { appointments-cancelled.shortest }
headline-appointments-limited = { $who }: { appointments-limited }
    .short = { $who }: { appointments-limited.short }
headline-appointments-take-place = { $who }: { appointments-take-place }
headline-appointments-unknown = { $who }: { appointments-unknown }

## Notruf

# $again: yes, wenn er gestört war und das der Anlass ist.
emergency-calls-work = { $again ->
        [yes] Notruf 110/112 funktioniert wieder.
       *[no] Notruf 110/112 funktioniert.
    }
    .short = { $again ->
        [yes] Notruf 110/112 geht wieder.
       *[no] Notruf 110/112 geht.
    }
# Bis wann der Notruf gestört ist, gleich hinter der Warnung. $whole-day: yes, wenn $at ein Tag ist, an dem er noch gestört ist.
emergency-until = Voraussichtlich bis { $at }.
    .short = Wohl bis { $at-short }.
emergency-calls-affected = { $status ->
        [limited] ACHTUNG: Der Notruf 110/112 ist gestört.
       *[unavailable] ACHTUNG: Der Notruf 110/112 ist ausgefallen.
    }
    .short = { $status ->
        [limited] ACHTUNG: Notruf 110/112 gestört.
       *[unavailable] ACHTUNG: Notruf 110/112 ausgefallen.
    }

## Was zu tun ist

# $place: ein Ort, wie er auf dem Schild steht: Info-Schalter im Rathaus. none, wenn keiner genannt ist.
say-urgent-at = Dringendes: { $place }.
say-stay-home = Bitte bleiben Sie zu Hause.
say-do-not-come = { $place ->
        [none] Bitte kommen Sie nicht zu uns.
       *[other] Bitte nicht kommen: { $place }.
    }
say-wait = Bitte warten Sie mit allem, was nicht dringend ist.
say-call = Bitte rufen Sie an, statt zu kommen.
# Bis wann eine Anweisung gilt, gleich hinter ihr. $whole-day: yes, wenn $at ein Tag ist, an dem sie noch gilt.
instruction-until = Das gilt bis { $at }.
    .short = Gilt bis { $at-short }.
# Was jemand selbst geschrieben hat.
own-sentence = { $text }
# E-Mails, die verloren sind. $later: yes, wenn sie noch zugestellt werden.
mail-lost = { $period ->
        [between] { $later ->
            [yes] Noch nicht angekommen sind E-Mails an uns von { $since }, bis { $until }.
           *[no] Verloren sind E-Mails an uns von { $since }, bis { $until }.
        }
        [until] { $later ->
            [yes] E-Mails an uns bis { $until }, sind noch nicht angekommen.
           *[no] E-Mails an uns bis { $until }, sind verloren.
        }
       *[since] { $later ->
            [yes] E-Mails an uns seit { $since }, sind noch nicht angekommen.
           *[no] E-Mails an uns seit { $since }, kommen nicht an.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] Noch nicht da sind E-Mails von { $since-short }, bis { $until-short }.
           *[no] Verloren sind E-Mails von { $since-short }, bis { $until-short }.
        }
        [until] { $later ->
            [yes] E-Mails bis { $until-short }, sind noch nicht da.
           *[no] E-Mails bis { $until-short }, sind verloren.
        }
       *[since] { $later ->
            [yes] E-Mails seit { $since-short }, sind noch nicht da.
           *[no] E-Mails seit { $since-short }, kommen nicht an.
        }
    }
    .shortest = { $later ->
        [yes] Einige E-Mails sind noch nicht da.
       *[no] { $period ->
            [between] Einige E-Mails sind verloren.
            [until] E-Mails bis { $until-short }, sind verloren.
           *[since] E-Mails kommen nicht an.
        }
    }
# $lost: yes, wenn der Satz davor von den E-Mails spricht.
mail-resend = { $lost ->
        [yes] Bitte senden Sie sie erneut.
       *[no] Bitte senden Sie uns Ihre E-Mails erneut.
    }
    .short = { $lost ->
        [yes] Bitte erneut senden.
       *[no] Bitte E-Mails erneut senden.
    }
# $phone: down, wenn auch das Telefon ausgefallen ist.
mail-resend-by-post-or-phone = { $lost ->
        [yes] { $phone ->
            [down] Bitte wiederholen Sie Ihr Anliegen per Brief.
           *[up] Bitte wiederholen Sie Ihr Anliegen per Brief oder Telefon.
        }
       *[no] { $phone ->
            [down] Bitte wiederholen Sie Ihre E-Mails per Brief.
           *[up] Bitte wiederholen Sie Ihre E-Mails per Brief oder Telefon.
        }
    }
    .short = { $lost ->
        [yes] { $phone ->
            [down] Bitte per Brief wiederholen.
           *[up] Bitte per Brief oder Telefon wiederholen.
        }
       *[no] { $phone ->
            [down] E-Mails bitte per Brief wiederholen.
           *[up] E-Mails bitte per Brief oder Telefon wiederholen.
        }
    }
    .shortest = { $lost ->
        [yes] { $phone ->
            [down] Bitte erneut per Brief.
           *[up] Bitte erneut per Brief oder Telefon.
        }
       *[no] { $phone ->
            [down] E-Mails erneut per Brief.
           *[up] E-Mails erneut per Brief oder Telefon.
        }
    }
mail-use-post-or-phone = { $phone ->
        [down] Bitte schreiben Sie uns Briefe statt E-Mails.
       *[up] Bitte nutzen Sie Brief oder Telefon statt E-Mail.
    }
    .short = { $phone ->
        [down] Bitte Brief statt E-Mail.
       *[up] Bitte Brief oder Telefon statt E-Mail.
    }
    .shortest = Bitte keine E-Mails.
mail-delivered-later = { $lost ->
        [yes] Sie werden später zugestellt.
       *[no] E-Mails an uns werden später zugestellt.
    }
    .short = { $lost ->
        [yes] Sie kommen später an.
       *[no] E-Mails kommen später an.
    }

## Telefonnummern und andere Kontakte
## $way: die Nummer. $ways: die Nummer mit allem, was dazu bekannt ist, durch Kommas getrennt. $purpose: wofür, oder none.

contact = { $purpose ->
        [none] { $name }: { $ways }.
       *[other] { $name }, { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $name }: { $ways-short }.
       *[other] { $name }, { $purpose }: { $ways-short }.
    }
headline-contact = { $purpose ->
        [none] { $who }: { $name } { $ways }.
       *[other] { $who }, { $purpose }: { $name } { $ways }.
    }
    .short = { $purpose ->
        [none] { $who }: { $name } { $ways-short }.
       *[other] { $who }, { $purpose }: { $name } { $ways-short }.
    }
# Ein Kontakt ohne Nummer: ein Schalter, eine Seite.
headline-contact-place = { $purpose ->
        [none] { $who }, { $name }: { $ways }.
       *[other] { $who }, { $name }, { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $who }, { $name }: { $ways-short }.
       *[other] { $who }, { $name }, { $purpose }: { $ways-short }.
    }
contact-lines = { $lines ->
        [1] Es gibt nur eine Leitung.
        [2] Es gibt nur zwei Leitungen.
        [3] Es gibt nur drei Leitungen.
        [4] Es gibt nur vier Leitungen.
        [5] Es gibt nur fünf Leitungen.
       *[other] Es gibt nur { $lines } Leitungen.
    }

## Wann es mehr gibt, und wie alt die Angaben sind

next = Nächste Info: { $at }.
    .short = Nächste Info: { $at-short }.
    .shortest = Mehr am { $at-short }.
# Was eine Berichtigung falsch nennt, wenn der versprochene Zeitpunkt nicht stimmte.
next-update = der Zeitpunkt der nächsten Info
# Wenn die Angaben lange nicht bestätigt wurden.
facts-from = Diese Angaben sind von { $at }.
    .short = Angaben von { $at-short }.
    .shortest = Stand { $at-short }.
stand = Stand: { $at }.
    .short = Stand: { $at-short }.

## Leistungen. $services: eine Liste von Namen. $phrases: was man tun kann, zum Beispiel "Personalausweise beantragen"

services-off = Nicht möglich: { $services }.
services-off-link = Was nicht möglich ist: { $url }
# Steht am Ende einer Liste, die nicht ganz hineinpasst: Kfz-Zulassung, Führerschein und 6 weitere.
services-more = { $count } weitere
services-limited = Nur eingeschränkt möglich: { $services }.
services-unclear = Noch unklar ist, ob Folgendes möglich ist: { $services }.
service-note = { $service }: { $text }
# Die einzige eingeschränkte Leistung, und was dazu vermerkt ist: Personalausweis – nur Abholung
service-noted = { $services } – { $text }
services-possible = Sie können { $phrases }.
services-possible-names = Möglich: { $services }.
headline-services-off = { $kind ->
        [outage] { $who }, nicht möglich: { $services }.
       *[status] { $who }, zurzeit nicht möglich: { $services }.
    }
    .short = { $who }, nicht möglich: { $services }.
headline-services-off-link = { $who }, was nicht möglich ist: { $url }
    .short = { $who }, nicht möglich: { $url }
headline-services-limited = { $kind ->
        [outage] { $who }, nur eingeschränkt möglich: { $services }.
       *[status] { $who }, zurzeit nur eingeschränkt möglich: { $services }.
    }
    .short = { $who }, nur eingeschränkt möglich: { $services }.
headline-services-possible = { $who }: Sie können { $phrases }.
headline-services-possible-names = { $who }, möglich: { $services }.
headline-restored = { $who }: Sie können wieder { $phrases }.
headline-restored-names = { $who }, wieder möglich: { $services }.
headline-restored-in-part = { $who }, eingeschränkt wieder möglich: { $services }.
    .short = { $who }, teils wieder möglich: { $services }.
    .shortest = { $who }, teils möglich: { $services }.
# Steht nur da, wo für die Namen kein Platz ist.
headline-restored-some = { $who }: Weitere Leistungen sind wieder möglich.
    .short = { $who }: mehr Leistungen wieder möglich.
restored-in-part = Eingeschränkt wieder möglich: { $services }.
    .short = Teils möglich: { $services }.
unaffected = Nicht betroffen: { $services }.

## Ursache, Stand der Arbeiten, Aussichten

# $title: wie die Notlage heißt, oder none, wenn niemand sie benannt hat.
cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Grund: Cyberangriff.
           *[other] Grund: Cyberangriff auf { $supplier }.
        }
        [technical-fault] { $supplier ->
            [none] Grund: technische Störung.
           *[other] Grund: technische Störung ({ $supplier }).
        }
        [power-outage] Grund: Stromausfall.
        [network-outage] { $supplier ->
            [none] Grund: Netzausfall.
           *[other] Grund: Netzausfall ({ $supplier }).
        }
       *[disaster] { $title ->
            [none] Grund: die aktuelle Notlage im Gebiet.
           *[other] Grund: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Grund: Cyberangriff.
        [technical-fault] Grund: technische Störung.
        [power-outage] Grund: Stromausfall.
        [network-outage] Grund: Netzausfall.
       *[disaster] { $title ->
            [none] Grund: die aktuelle Notlage.
           *[other] Grund: { $title }.
        }
    }
phase = { $phase ->
        [investigating] Die Ursache wird noch untersucht.
        [identified] An der Wiederherstellung wird gearbeitet.
        [workaround] Wir arbeiten im Notbetrieb.
       *[monitoring] Die Systeme laufen wieder; wir beobachten sie.
    }
# Dass es vorbei ist: hinter dem, was wieder geht, und am Ende einer Korrektur. Ob eine Notlage vorbei ist, weiß die Verwaltung nicht.
is-over = { $cause ->
       *[other] Die Störung ist behoben.
        [disaster] Wir arbeiten wieder wie gewohnt.
    }
estimate = { $estimate ->
        [not-before] Vor { $at }, rechnen wir nicht mit dem Normalbetrieb.
        [expected] Ab { $at }, rechnen wir mit dem Normalbetrieb.
        [expected-between] Wir rechnen mit dem Normalbetrieb zwischen { $at }, und { $to }.
        [by] Spätestens ab { $at }, rechnen wir mit dem Normalbetrieb.
        [resolved] { is-over }
       *[unknown] Wann alles wieder funktioniert, ist noch nicht bekannt.
    }
    .short = { $estimate ->
        [not-before] Normalbetrieb nicht vor { $at-short }.
        [expected] Normalbetrieb voraussichtlich ab { $at-short }.
        [expected-between] Normalbetrieb voraussichtlich zwischen { $at-short }, und { $to-short }.
        [by] Normalbetrieb voraussichtlich spätestens ab { $at-short }.
        [resolved] { is-over }
       *[unknown] Wie lange es dauert, ist noch nicht bekannt.
    }
    .shortest = { $estimate ->
        [not-before] Normalbetrieb nicht vor { $at-short }.
        [expected] Normalbetrieb wohl ab { $at-short }.
        [expected-between] Störungsende wohl zwischen { $at-short }, und { $to-short }.
        [by] Normalbetrieb wohl spätestens ab { $at-short }.
        [resolved] { is-over }
       *[unknown] Dauer noch unklar.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## Auf welchen Wegen man die Verwaltung erreicht. $number: one oder many, für das Verb

reach-down = { $number ->
        [one] { $ways } ist ausgefallen.
       *[many] { $ways } sind ausgefallen.
    }
reach-limited = { $number ->
        [one] { $ways } funktioniert nur eingeschränkt.
       *[many] { $ways } funktionieren nur eingeschränkt.
    }
reach-unknown = { $number ->
        [one] Ob { $ways } funktioniert, ist noch nicht bekannt.
       *[many] Ob { $ways } funktionieren, ist noch nicht bekannt.
    }
reach-up = { $number ->
        [one] { $ways } funktioniert.
       *[many] { $ways } funktionieren.
    }
restored-reach = { $number ->
        [one] { $ways } funktioniert wieder.
       *[many] { $ways } funktionieren wieder.
    }
    .short = { $number ->
        [one] { $ways } geht wieder.
       *[many] { $ways } gehen wieder.
    }
restored-reach-in-part = { $number ->
        [one] { $ways } funktioniert wieder, aber nur eingeschränkt.
       *[many] { $ways } funktionieren wieder, aber nur eingeschränkt.
    }
    .short = { $number ->
        [one] { $ways } geht eingeschränkt wieder.
       *[many] { $ways } gehen eingeschränkt wieder.
    }
restored-counter = { $level ->
        [limited] Unsere Schalter sind eingeschränkt wieder geöffnet.
       *[up] Unsere Schalter sind wieder geöffnet.
    }
    .short = { $level ->
        [limited] Schalter teils wieder geöffnet.
       *[up] Schalter wieder geöffnet.
    }
counter = { $level ->
        [up] Unsere Schalter sind geöffnet.
        [limited] Unsere Schalter sind nur eingeschränkt geöffnet.
        [down] Unsere Schalter sind geschlossen.
       *[unknown] Ob unsere Schalter öffnen, ist noch nicht bekannt.
    }

## Korrektur, Rücknahme, Ende

# Steht vor dem, was richtig ist.
correction = KORREKTUR –
# $what: was falsch war, wenn es jemand benannt hat, sonst none.
wrong-number = { $what ->
        [none] Unser Beitrag von { $at }, nannte eine falsche Nummer. Bitte rufen Sie dort nicht an und teilen Sie den Beitrag nicht. Entschuldigung für den Fehler.
       *[other] Falsch in unserem Beitrag von { $at }: { $what }. Bitte rufen Sie die falsche Nummer nicht an und teilen Sie den Beitrag nicht. Entschuldigung für den Fehler.
    }
    .short = { $what ->
        [none] Unser Beitrag von { $at-short }, nannte eine falsche Nummer. Bitte dort nicht anrufen, Beitrag nicht teilen. Entschuldigung.
       *[other] Falsch in unserem Beitrag von { $at-short }: { $what }. Falsche Nummer bitte nicht anrufen, Beitrag nicht teilen. Entschuldigung.
    }
# Steht nur da, wo für den Satz davor kein Platz ist.
number-was-wrong = Falsche Nummer im Beitrag von { $at-short }: bitte nicht anrufen.
# $what: was falsch war, wenn es jemand benannt hat, sonst none.
wrong = { $what ->
        [none] Unser Beitrag von { $at }, war in diesem Punkt falsch. Bitte teilen Sie ihn nicht. Entschuldigung für den Fehler.
       *[other] Falsch in unserem Beitrag von { $at }: { $what }. Bitte teilen Sie den Beitrag nicht. Entschuldigung für den Fehler.
    }
    .short = { $what ->
        [none] Unser Beitrag von { $at-short }, war in diesem Punkt falsch. Bitte nicht teilen. Entschuldigung.
       *[other] Falsch in unserem Beitrag von { $at-short }: { $what }. Bitte nicht teilen. Entschuldigung.
    }
    .shortest = Unser Beitrag von { $at-short }, war falsch. Bitte nicht teilen. Entschuldigung.
# $kind: wovon der Beitrag handelte, der gelöscht ist. $what: was falsch war, wenn es jemand benannt hat, sonst none.
retraction = { $what ->
        [none] { $kind ->
           *[other] ZURÜCKGEZOGEN – { $who }: Unser Beitrag von { $at }, war falsch und ist gelöscht. Bitte teilen Sie ihn nicht weiter. Entschuldigung für den Fehler.
            [all-clear] { $cause ->
                [disaster] ZURÜCKGEZOGEN – { $who }: Unsere Meldung von { $at }, dass wir wieder wie gewohnt arbeiten, war falsch und ist gelöscht. Bitte teilen Sie sie nicht weiter. Entschuldigung für den Fehler.
               *[other] ZURÜCKGEZOGEN – { $who }: Unsere Meldung von { $at }, die Störung sei behoben, war falsch und ist gelöscht. Bitte teilen Sie sie nicht weiter. Entschuldigung für den Fehler.
            }
        }
       *[other] ZURÜCKGEZOGEN – { $who }: Unser Beitrag von { $at }, war falsch und ist gelöscht. Es ging um: { $what }. Bitte teilen Sie den Beitrag nicht weiter. Entschuldigung für den Fehler.
    }
    .short = { $what ->
        [none] { $kind ->
           *[other] ZURÜCKGEZOGEN – { $who }: Unser Beitrag von { $at-short }, war falsch und ist gelöscht. Bitte nicht teilen. Entschuldigung.
            [all-clear] { $cause ->
                [disaster] ZURÜCKGEZOGEN – { $who }: Unsere Meldung von { $at-short }, dass wir wieder wie gewohnt arbeiten, war falsch und ist gelöscht. Bitte nicht teilen. Entschuldigung.
               *[other] ZURÜCKGEZOGEN – { $who }: Unsere Meldung von { $at-short }, die Störung sei behoben, war falsch und ist gelöscht. Bitte nicht teilen. Entschuldigung.
            }
        }
       *[other] ZURÜCKGEZOGEN – { $who }: Unser Beitrag von { $at-short }, war falsch und ist gelöscht. Es ging um: { $what }. Bitte nicht teilen. Entschuldigung.
    }
    .shortest = { $what ->
        [none] ZURÜCKGEZOGEN – { $who }: Unser Beitrag von { $at-short }, war falsch und ist gelöscht. Bitte nicht teilen.
       *[other] ZURÜCKGEZOGEN – { $who }: Unser Beitrag von { $at-short }, war falsch und ist gelöscht. Bitte nicht teilen. Entschuldigung.
    }
# $at: von wann der neueste ist. $kind: wovon die Beiträge handelten, die gelöscht sind. $what: was falsch war, wenn es jemand benannt hat, sonst none.
retraction-several = { $what ->
        [none] ZURÜCKGEZOGEN – { $who }: Mehrere unserer Beiträge, zuletzt der von { $at }, waren falsch und sind gelöscht. Bitte teilen Sie sie nicht weiter. Entschuldigung für den Fehler.
       *[other] ZURÜCKGEZOGEN – { $who }: Mehrere unserer Beiträge, zuletzt der von { $at }, waren falsch und sind gelöscht. Es ging um: { $what }. Bitte teilen Sie diese Beiträge nicht weiter. Entschuldigung für den Fehler.
    }
    .short = { $what ->
        [none] ZURÜCKGEZOGEN – { $who }: Mehrere Beiträge, zuletzt der von { $at-short }, waren falsch und sind gelöscht. Bitte nicht teilen. Entschuldigung.
       *[other] ZURÜCKGEZOGEN – { $who }: Mehrere Beiträge, zuletzt der von { $at-short }, waren falsch und sind gelöscht. Es ging um: { $what }. Bitte nicht teilen. Entschuldigung.
    }
    .shortest = { $what ->
        [none] ZURÜCKGEZOGEN – { $who }: Mehrere Beiträge, zuletzt der von { $at-short }, waren falsch und sind gelöscht. Bitte nicht teilen.
       *[other] ZURÜCKGEZOGEN – { $who }: Mehrere Beiträge, zuletzt der von { $at-short }, waren falsch und sind gelöscht. Bitte nicht teilen. Entschuldigung.
    }
# Steht hinter der Rücknahme eines oder mehrerer Beiträge, die gelöscht sind, und hinter einer Korrektur, die keine Nummer nennt. Die Nummer kann gestimmt haben, als sie erschien.
number-withdrawn = Eine Nummer dort gilt nicht. Bitte nicht anrufen.
# $ways: was wieder funktioniert, oder none.
all-clear = { $ways ->
        [none] { $who }: { is-over }
       *[other] WIEDER ERREICHBAR – { $who }: { $number ->
            [one] { $ways } funktioniert. { is-over }
           *[many] { $ways } funktionieren. { is-over }
        }
    }
    .short = { $ways ->
        [none] { $who }: { is-over }
       *[other] WIEDER ERREICHBAR – { $who }: { $number ->
            [one] { $ways } funktioniert.
           *[many] { $ways } funktionieren.
        }
    }

## Am Ende

link = Notfallseite: { $url }
hashtags = { $tags }
# Nur in anderen Sprachen.
authority = Maßgeblich ist die deutsche Fassung.
more-in-german = { $url ->
        [none] Mehr auf Deutsch auf diesem Konto.
       *[other] Mehr auf Deutsch: { $url }
    }
