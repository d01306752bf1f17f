### Was die Öffentlichkeit in Leichter Sprache liest. Übersetzt aus de.ftl. Ein Entwurf, bis jemand in de-simple.review.yaml
### dafür einsteht. Jeder Satz hat eine Zeile, und die Zeilen bleiben, wie sie hier stehen. `check` prüft die Regeln.

## Wörter und Zeiten

exercise = ÜBUNG – das ist nicht echt.
language-name = Leichte Sprache:
day = { $weekday }, { $day }. { $month-name }{ $other-year ->
        [yes] {" "}{ $year }
       *[no] {""}
    }
    .short = { $day }.{ $month }.{ $year }
time = { day }, { $clock }
    .short = { day.short }, { $clock }
clock = { $minute ->
        [0] { $hour } Uhr
       *[other] { $hour }:{ $minutes } Uhr
    }
    .short = { clock }
clock-twice = { $season ->
        [summer] { $clock } (Sommer-Zeit)
       *[winter] { $clock } (Winter-Zeit)
    }
hour = { clock }
    .short = { clock }
hours = { $always ->
        [yes] Tag und Nacht
       *[no] { $days ->
            [daily] jeden Tag von { $opens } bis { $closes }
            [day] { $first } von { $opens } bis { $closes }
            [same] von { $opens } bis { $closes }
           *[span] { $first } bis { $last } von { $opens } bis { $closes }
        }
    }
    .short = { $always ->
        [yes] Tag und Nacht
       *[no] { $days ->
            [daily] jeden Tag { $opens } bis { $closes }
            [day] { $first } { $opens } bis { $closes }
            [same] { $opens } bis { $closes }
           *[span] { $first } bis { $last } { $opens } bis { $closes }
        }
    }
way-phone = Telefon
way-website = Internet-Seite
way-online-services = Dienste im Internet
way-email-in = { $use ->
        [by] E-Mail
       *[alone] E-Mails an uns
    }
way-email-out = { $use ->
        [by] E-Mail
       *[alone] E-Mails von uns
    }
way-email = E-Mail
contact-name = { $contact ->
        [hotline] Hilfe-Telefon
        [emergency] Bürger-Telefon
        [desk] Info-Schalter
        [page] Notfall-Seite
        [number] Unsere Nummer
        [phone] Telefon
       *[other] Kontakt
    }
contact-on = nur am { $at }
contact-from = ab { $at }
contact-until = bis { $at }

## Wer, und was es für mich bedeutet

cannot-work = { $cause ->
        [power-outage]
            { $who }:
            Der Strom ist weg.
            Wir können nicht arbeiten.
        [network-outage]
            { $who }:
            Das Netz ist ausgefallen.
            Wir können nicht arbeiten.
        [disaster]
            { $who }:
            Es gibt eine Notlage.
            Wir können nicht arbeiten.
        [unknown]
            { $who }:
            Es gibt eine Störung.
            Wir können nicht arbeiten.
       *[other]
            { $who }:
            Unsere Computer sind ausgefallen.
            Wir können nicht arbeiten.
    }
    .short =
        { $who }:
        Wir können nicht arbeiten.
unreachable = { $kind ->
        [outage]
            { $who }:
            Sie erreichen uns nicht mit { $ways }.
            Wir kennen das Ende noch nicht.
       *[status]
            { $who }:
            Sie erreichen uns jetzt nicht mit { $ways }.
    }
    .short =
        { $who }:
        Sie erreichen uns nicht mit { $ways }.
    .shortest =
        { $who }:
        Nicht mit { $ways }.
out-of-order =
    { $who }:
    Das geht nicht: { $ways }.
closed =
    { $who }:
    Unsere Schalter sind zu.
not-all-services =
    { $who }:
    Im Moment gehen nicht alle Leistungen.
partly-reachable =
    { $who }:
    Das geht nur zum Teil: { $ways }.
reachable =
    { $who }:
    Das geht: { $ways }.
partly-open =
    { $who }:
    Unsere Schalter sind nur zum Teil offen.
over = { $cause ->
        [disaster]
            { $who }:
            Wir arbeiten wieder wie immer.
       *[other]
            { $who }:
            Im Moment gibt es keine Störung.
    }
affected = { $more ->
        [yes]
            { $who }:
            { $title }.
       *[no] { $kind ->
            [outage]
                { $who }:
                { $title }.
                Wir prüfen gerade die Folgen.
           *[status]
                { $who }:
                { $title }.
                Mehr wissen wir noch nicht.
        }
    }
    .short =
        { $who }:
        { $title }.
own-words =
    { $who }:
    { $text }

## Termine

appointments-cancelled = { $period ->
        [day]
            Alle Termine fallen aus.
            Das gilt am { $from }.
        [between]
            Alle Termine fallen aus.
            Das gilt von { $from } bis { $until }.
        [from]
            Alle Termine fallen aus.
            Das gilt ab { $from }.
        [until]
            Alle Termine fallen aus.
            Das gilt bis { $until }.
       *[open]
            Alle Termine fallen aus.
    }
    .short = { $period ->
        [day]
            Termine fallen aus: am { $from-short }.
        [between]
            Termine fallen aus: von { $from-short } bis { $until-short }.
        [from]
            Termine fallen aus: ab { $from-short }.
        [until]
            Termine fallen aus: bis { $until-short }.
       *[open]
            Termine fallen aus.
    }
    .shortest = { $period ->
        [day] Keine Termine am { $from-short }.
        [between] Keine Termine von { $from-short } bis { $until-short }.
        [from] Keine Termine ab { $from-short }.
        [until] Keine Termine bis { $until-short }.
       *[open] Keine Termine.
    }
do-not-come = { $later ->
        [yes] Bitte kommen Sie dann nicht.
       *[no] Bitte kommen Sie nicht.
    }
    .short = { $later ->
        [yes] Dann bitte nicht kommen.
       *[no] Bitte nicht kommen.
    }
appointments-limited = { $period ->
        [day]
            Manche Termine fallen aus.
            Das gilt am { $from }.
        [between]
            Manche Termine fallen aus.
            Das gilt von { $from } bis { $until }.
        [from]
            Manche Termine fallen aus.
            Das gilt ab { $from }.
        [until]
            Manche Termine fallen aus.
            Das gilt bis { $until }.
       *[open] Manche Termine fallen aus.
    }
    .short = { $period ->
        [day] Manche Termine fallen aus: am { $from-short }.
        [between] Manche Termine fallen aus: von { $from-short } bis { $until-short }.
        [from] Manche Termine fallen aus: ab { $from-short }.
        [until] Manche Termine fallen aus: bis { $until-short }.
       *[open] Manche Termine fallen aus.
    }
appointments-take-place = { $period ->
        [day]
            Alle Termine finden statt.
            Das gilt am { $from }.
        [between]
            Alle Termine finden statt.
            Das gilt von { $from } bis { $until }.
        [from]
            Alle Termine finden statt.
            Das gilt ab { $from }.
        [until]
            Alle Termine finden statt.
            Das gilt bis { $until }.
       *[open] Alle Termine finden statt.
    }
appointments-unknown = { $period ->
        [day]
            Vielleicht fallen Termine aus.
            Das gilt am { $from }.
            Wir wissen es noch nicht.
        [between]
            Vielleicht fallen Termine aus.
            Das gilt von { $from } bis { $until }.
            Wir wissen es noch nicht.
        [from]
            Vielleicht fallen Termine aus.
            Das gilt ab { $from }.
            Wir wissen es noch nicht.
        [until]
            Vielleicht fallen Termine aus.
            Das gilt bis { $until }.
            Wir wissen es noch nicht.
       *[open]
            Vielleicht fallen Termine aus.
            Wir wissen es noch nicht.
    }
headline-appointments-cancelled =
    { $who }:
    { appointments-cancelled }
    .short =
        { $who }:
        { appointments-cancelled.short }
    .shortest =
        { $who }:
        { appointments-cancelled.shortest }
headline-appointments-limited =
    { $who }:
    { appointments-limited }
    .short =
        { $who }:
        { appointments-limited.short }
headline-appointments-take-place =
    { $who }:
    { appointments-take-place }
headline-appointments-unknown =
    { $who }:
    { appointments-unknown }

## Not-Ruf

emergency-calls-work = { $again ->
        [yes] Der Not-Ruf 110/112 geht wieder.
       *[no] Der Not-Ruf 110/112 geht.
    }
    .short = { $again ->
        [yes] Not-Ruf 110/112 geht wieder.
       *[no] Not-Ruf 110/112 geht.
    }
emergency-until = Das dauert wahrscheinlich bis { $at }.
emergency-calls-affected = { $status ->
        [limited]
            ACHTUNG!
            Der Not-Ruf 110/112 hat eine Störung.
       *[unavailable]
            ACHTUNG!
            Der Not-Ruf 110/112 geht nicht.
    }

## Was zu tun ist

say-urgent-at = Dringende Fragen: { $place }.
say-stay-home = Bitte bleiben Sie zu Hause.
say-do-not-come = { $place ->
        [none] Bitte kommen Sie nicht zu uns.
       *[other] Bitte kommen Sie nicht: { $place }.
    }
say-wait =
    Ist Ihre Frage nicht dringend?
    Dann warten Sie bitte.
say-call =
    Bitte rufen Sie an.
    Bitte kommen Sie nicht zu uns.
instruction-until = Das gilt bis { $at }.
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes]
                E-Mails an uns sind noch nicht da.
                Das gilt von { $since } bis { $until }.
           *[no]
                E-Mails an uns sind verloren.
                Das gilt von { $since } bis { $until }.
        }
        [until] { $later ->
            [yes]
                E-Mails an uns sind noch nicht da.
                Das gilt bis { $until }.
           *[no]
                E-Mails an uns sind verloren.
                Das gilt bis { $until }.
        }
       *[since] { $later ->
            [yes]
                E-Mails an uns sind noch nicht da.
                Das gilt seit { $since }.
           *[no]
                E-Mails an uns kommen nicht an.
                Das gilt seit { $since }.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] E-Mails sind noch nicht da: von { $since-short } bis { $until-short }.
           *[no] E-Mails sind verloren: von { $since-short } bis { $until-short }.
        }
        [until] { $later ->
            [yes] E-Mails sind noch nicht da: bis { $until-short }.
           *[no] E-Mails sind verloren: bis { $until-short }.
        }
       *[since] { $later ->
            [yes] E-Mails sind noch nicht da: seit { $since-short }.
           *[no] E-Mails kommen nicht an: seit { $since-short }.
        }
    }
mail-resend = { $lost ->
        [yes] Bitte schicken Sie die E-Mails noch einmal.
       *[no] Bitte schicken Sie Ihre E-Mails noch einmal.
    }
mail-resend-by-post-or-phone = { $phone ->
        [down] Bitte schreiben Sie uns noch einmal: einen Brief.
       *[up]
            Bitte schreiben Sie uns noch einmal: einen Brief.
            Oder rufen Sie an.
    }
mail-use-post-or-phone = { $phone ->
        [down]
            Bitte schreiben Sie keine E-Mail.
            Bitte schreiben Sie einen Brief.
       *[up]
            Bitte schreiben Sie keine E-Mail.
            Bitte schreiben Sie einen Brief oder rufen Sie an.
    }
mail-delivered-later = { $lost ->
        [yes] Die E-Mails kommen später an.
       *[no] E-Mails an uns kommen später an.
    }

## Telefon-Nummern und andere Kontakte

contact = { $purpose ->
        [none] { $name }: { $ways }.
       *[other] { $name }, { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $name }: { $ways-short }.
       *[other] { $name }, { $purpose }: { $ways-short }.
    }
headline-contact = { $purpose ->
        [none]
            { $who }:
            { $name } { $ways }.
       *[other]
            { $who }, { $purpose }:
            { $name } { $ways }.
    }
    .short = { $purpose ->
        [none]
            { $who }:
            { $name } { $ways-short }.
       *[other]
            { $who }, { $purpose }:
            { $name } { $ways-short }.
    }
headline-contact-place = { $purpose ->
        [none]
            { $who }:
            { $name }: { $ways }.
       *[other]
            { $who }, { $purpose }:
            { $name }: { $ways }.
    }
    .short = { $purpose ->
        [none]
            { $who }:
            { $name }: { $ways-short }.
       *[other]
            { $who }, { $purpose }:
            { $name }: { $ways-short }.
    }
contact-lines = { $lines ->
        [1] Es gibt nur eine Telefon-Leitung.
       *[other] Es gibt nur { $lines } Telefon-Leitungen.
    }

## Wann es mehr gibt, und wie alt die Angaben sind

next = Neue Infos: { $at }.
    .short = Neue Infos: { $at-short }.
next-update = die Zeit für neue Infos
facts-from = Diese Infos sind von { $at }.
    .short = Infos von { $at-short }.
    .shortest = Stand { $at-short }.
stand = Stand: { $at }.
    .short = Stand: { $at-short }.

## Was geht und was nicht

services-off = Das geht nicht: { $services }.
services-off-link = Das geht nicht: { $url }
services-more = { $count } andere
services-limited = Das geht nur zum Teil: { $services }.
services-unclear = Das wissen wir noch nicht: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = Sie können { $phrases }.
services-possible-names = Das geht: { $services }.
headline-services-off =
    { $who }:
    Das geht nicht: { $services }.
headline-services-off-link =
    { $who }:
    Das geht nicht: { $url }
headline-services-limited =
    { $who }:
    Das geht nur zum Teil: { $services }.
headline-services-possible =
    { $who }:
    Sie können { $phrases }.
headline-services-possible-names =
    { $who }:
    Das geht: { $services }.
headline-restored =
    { $who }:
    Sie können wieder { $phrases }.
headline-restored-names =
    { $who }:
    Das geht wieder: { $services }.
headline-restored-in-part =
    { $who }:
    Das geht zum Teil wieder: { $services }.
headline-restored-some =
    { $who }:
    Es gehen wieder mehr Leistungen.
restored-in-part = Das geht zum Teil wieder: { $services }.
unaffected = Das geht weiter: { $services }.

## Der Grund, der Stand von der Arbeit, das Ende

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Der Grund ist ein Angriff auf Computer.
           *[other]
                Der Grund ist ein Angriff auf Computer.
                Die Computer gehören: { $supplier }.
        }
        [technical-fault] { $supplier ->
            [none] Der Grund ist ein Fehler in der Technik.
           *[other] Der Grund ist ein Fehler bei { $supplier }.
        }
        [power-outage] Der Grund ist: Der Strom ist weg.
        [network-outage] { $supplier ->
            [none] Der Grund ist: Das Netz ist ausgefallen.
           *[other] Der Grund ist ein Ausfall bei { $supplier }.
        }
       *[disaster] { $title ->
            [none] Der Grund ist die Notlage in der Region.
           *[other] Grund: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Grund: Angriff auf Computer.
        [technical-fault] Grund: Fehler in der Technik.
        [power-outage] Grund: Der Strom ist weg.
        [network-outage] Grund: Das Netz ist ausgefallen.
       *[disaster] { $title ->
            [none] Grund: die Notlage.
           *[other] Grund: { $title }.
        }
    }
phase = { $phase ->
        [investigating] Wir suchen noch den Grund.
        [identified] Fach-Leute arbeiten daran.
        [workaround] Wir arbeiten im Not-Betrieb.
       *[monitoring]
            Die Computer laufen wieder.
            Wir beobachten sie noch.
    }
is-over = { $cause ->
       *[other] Die Störung ist vorbei.
        [disaster] Wir arbeiten wieder wie immer.
    }
estimate = { $estimate ->
        [not-before] Alles geht wieder: frühestens { $at }.
        [expected] Alles geht wieder: wahrscheinlich ab { $at }.
        [expected-between] Alles geht wieder: wahrscheinlich zwischen { $at } und { $to }.
        [by] Alles geht wieder: wahrscheinlich spätestens ab { $at }.
        [resolved] { is-over }
       *[unknown] Wir kennen das Ende von der Störung noch nicht.
    }
    .short = { $estimate ->
        [not-before] Alles geht wieder: frühestens { $at-short }.
        [expected] Alles geht wieder: wohl ab { $at-short }.
        [expected-between] Alles geht wieder: wohl zwischen { $at-short } und { $to-short }.
        [by] Alles geht wieder: wohl spätestens ab { $at-short }.
        [resolved] { is-over }
       *[unknown] Das Ende kennen wir noch nicht.
    }
    .shortest = { $estimate ->
        [not-before] Ende: nicht vor { $at-short }.
        [expected] Ende: wohl ab { $at-short }.
        [expected-between] Ende: wohl zwischen { $at-short } und { $to-short }.
        [by] Ende: wohl spätestens { $at-short }.
        [resolved] { is-over }
       *[unknown] Ende noch nicht bekannt.
    }
headline-estimate =
    { $who }:
    { estimate }
    .short =
        { $who }:
        { estimate.short }
    .shortest =
        { $who }:
        { estimate.shortest }

## Wie man uns erreicht

reach-down = Das geht nicht: { $ways }.
reach-limited = Das geht nur zum Teil: { $ways }.
reach-unknown = Das wissen wir noch nicht: { $ways }.
reach-up = Das geht: { $ways }.
restored-reach = Das geht wieder: { $ways }.
restored-reach-in-part = Das geht wieder zum Teil: { $ways }.
restored-counter = { $level ->
        [limited] Unsere Schalter sind wieder offen, aber nur zum Teil.
       *[up] Unsere Schalter sind wieder offen.
    }
counter = { $level ->
        [up] Unsere Schalter sind offen.
        [limited] Unsere Schalter sind nur zum Teil offen.
        [down] Unsere Schalter sind zu.
       *[unknown]
            Vielleicht sind die Schalter zu.
            Wir wissen es noch nicht.
    }

## Richtig gestellt, zurück genommen, zu Ende

correction = NEU UND RICHTIG:
wrong-number = { $what ->
        [none]
            Wir haben einen Fehler gemacht.
            In unserem Beitrag von { $at } war eine Nummer falsch.
            Bitte rufen Sie die falsche Nummer nicht an.
            Bitte teilen Sie den Beitrag nicht.
            Es tut uns leid.
       *[other]
            Wir haben einen Fehler gemacht.
            In unserem Beitrag von { $at } war eine Nummer falsch.
            Falsch war: { $what }.
            Bitte rufen Sie die falsche Nummer nicht an.
            Bitte teilen Sie den Beitrag nicht.
            Es tut uns leid.
    }
    .short =
        Eine Nummer von { $at-short } war falsch.
        Falsche Nummer bitte nicht anrufen.
        Bitte nicht teilen.
        Es tut uns leid.
number-was-wrong =
    Eine Nummer von { $at-short } war falsch.
    Falsche Nummer bitte nicht anrufen.
wrong = { $what ->
        [none]
            Wir haben einen Fehler gemacht.
            In unserem Beitrag von { $at } ist etwas falsch.
            Bitte teilen Sie den Beitrag nicht.
            Es tut uns leid.
       *[other]
            Wir haben einen Fehler gemacht.
            Unser Beitrag von { $at } ist falsch.
            Falsch ist: { $what }.
            Bitte teilen Sie den Beitrag nicht.
            Es tut uns leid.
    }
    .short =
        Unser Beitrag von { $at-short } ist falsch.
        Bitte nicht teilen.
        Es tut uns leid.
retraction = { $what ->
        [none]
            WICHTIG!
            Unser Beitrag von { $at } war falsch.
            Er war von: { $who }.
            Wir haben den Beitrag gelöscht.
            Bitte teilen Sie den Beitrag nicht.
            Es tut uns leid.
       *[other]
            WICHTIG!
            Unser Beitrag von { $at } war falsch.
            Er war von: { $who }.
            Es ging um: { $what }.
            Wir haben den Beitrag gelöscht.
            Bitte teilen Sie den Beitrag nicht.
            Es tut uns leid.
    }
    .short = { $what ->
        [none]
            WICHTIG!
            Unser Beitrag von { $at-short } ({ $who }) war falsch.
            Wir haben ihn gelöscht.
            Bitte nicht teilen.
            Es tut uns leid.
       *[other]
            WICHTIG!
            Unser Beitrag von { $at-short } ({ $who }) war falsch.
            Es ging um: { $what }.
            Wir haben ihn gelöscht.
            Bitte nicht teilen.
            Es tut uns leid.
    }
    .shortest =
        WICHTIG!
        Unser Beitrag von { $at-short } ({ $who }) war falsch.
        Wir haben ihn gelöscht.
        Bitte nicht teilen.
retraction-several = { $what ->
        [none]
            WICHTIG!
            Mehrere von unseren Beiträgen waren falsch.
            Der letzte war von { $at }.
            Die Beiträge waren von: { $who }.
            Wir haben die Beiträge gelöscht.
            Bitte teilen Sie die Beiträge nicht.
            Es tut uns leid.
       *[other]
            WICHTIG!
            Mehrere von unseren Beiträgen waren falsch.
            Der letzte war von { $at }.
            Die Beiträge waren von: { $who }.
            Es ging um: { $what }.
            Wir haben die Beiträge gelöscht.
            Bitte teilen Sie die Beiträge nicht.
            Es tut uns leid.
    }
    .short = { $what ->
        [none]
            WICHTIG!
            Mehrere Beiträge ({ $who }) waren falsch.
            Der letzte war von { $at-short }.
            Wir haben sie gelöscht.
            Bitte nicht teilen.
            Es tut uns leid.
       *[other]
            WICHTIG!
            Mehrere Beiträge ({ $who }) waren falsch.
            Es ging um: { $what }.
            Der letzte war von { $at-short }.
            Wir haben sie gelöscht.
            Bitte nicht teilen.
            Es tut uns leid.
    }
    .shortest =
        WICHTIG!
        Mehrere Beiträge ({ $who }) waren falsch.
        Der letzte war von { $at-short }.
        Wir haben sie gelöscht.
        Bitte nicht teilen.
number-withdrawn =
    Eine Nummer dort gilt nicht.
    Bitte nicht anrufen.
all-clear = { $ways ->
        [none]
            { $who }:
            { is-over }
       *[other]
            { $who }:
            Das geht wieder: { $ways }.
            { is-over }
    }
    .short = { $ways ->
        [none]
            { $who }:
            { is-over }
       *[other]
            { $who }:
            Das geht wieder: { $ways }.
    }

## Am Ende

link = Notfall-Seite: { $url }
hashtags = { $tags }
authority = Es gilt der Text in Alltags-Sprache.
more-in-german = { $url ->
        [none] Mehr Infos gibt es hier in Alltags-Sprache.
       *[other] Mehr Infos in Alltags-Sprache: { $url }
    }
