### What the public reads in Polish. Translated from de.ftl; a draft until pl.review.yaml says who vouches for which sentence.
### Weekdays stand in brackets in the nominative, so that a date fits after every preposition.

## Words and times within sentences

exercise = ĆWICZENIA – to nie jest prawdziwe.
language-name = Polski:
day = { $day } { $month-name }{ $other-year ->
        [yes] {" "}{ $year } r.
       *[no] {""}
    } ({ $weekday })
    .short = { $day }.{ $month }{ $other-year ->
        [yes] .{ $year }
       *[no] {""}
    } ({ $weekday-short }.)
time = { day }, godz. { $clock }
    .short = { day.short }, { $clock }
clock = { $hour }:{ $minutes }
    .short = { clock }
clock-twice = { $season ->
        [summer] { $clock } (czasu letniego)
       *[winter] { $clock } (czasu zimowego)
    }
hour = { clock }
    .short = { clock }
hours = { $always ->
        [yes] całodobowo
       *[no] { $days ->
            [daily] codziennie { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
    .short = { $always ->
        [yes] 24/7
       *[no] { $days ->
            [daily] codziennie { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }.–{ $last }. { $opens }–{ $closes }
        }
    }
way-phone = { $use ->
        [by] telefonicznie
       *[alone] telefon
    }
way-website = strona internetowa
way-online-services = usługi online
way-email-in = { $use ->
        [by] e-mailem
       *[alone] odbiór poczty e-mail
    }
way-email-out = { $use ->
        [by] e-mailem
       *[alone] wysyłka poczty e-mail
    }
way-email = { $use ->
        [by] e-mailem
       *[alone] poczta e-mail
    }
contact-name = { $contact ->
        [hotline] Gorąca linia
        [emergency] Infolinia
        [desk] Punkt informacyjny
        [page] Strona kryzysowa
        [number] Nasz numer
        [phone] Telefon
       *[other] Kontakt
    }
contact-on = tylko { $at }
contact-from = od { $at }
contact-until = do { $at }

## Who, and what it means for me: the beginning of each text

cannot-work = { $cause ->
        [power-outage] { $who }: z powodu przerwy w dostawie prądu nie możemy pracować.
        [network-outage] { $who }: z powodu awarii sieci nie możemy pracować.
        [disaster] { $who }: z powodu sytuacji kryzysowej nie możemy pracować.
        [unknown] { $who }: z powodu awarii nie możemy pracować.
       *[other] { $who }: z powodu awarii systemów komputerowych nie możemy pracować.
    }
    .short = { $who }: obecnie nie możemy pracować.
unreachable = { $kind ->
        [outage] { $who }: do odwołania nie można się z nami skontaktować { $ways }.
       *[status] { $who }: obecnie nie można się z nami skontaktować { $ways }.
    }
    .short = { $who }: nie można się z nami skontaktować { $ways }.
    .shortest = { $who }: brak kontaktu { $ways }.
out-of-order = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } nie działa.
           *[many] { $who }: { $ways } nie działają.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } obecnie nie działa.
           *[many] { $who }: { $ways } obecnie nie działają.
        }
    }
closed = { $kind ->
        [outage] { $who }: nasze okienka są zamknięte.
       *[status] { $who }: nasze okienka są obecnie zamknięte.
    }
not-all-services = { $kind ->
        [outage] { $who }: nie wszystkie usługi są dostępne.
       *[status] { $who }: obecnie nie wszystkie usługi są dostępne.
    }
partly-reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } działa tylko częściowo.
           *[many] { $who }: { $ways } działają tylko częściowo.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } działa obecnie tylko częściowo.
           *[many] { $who }: { $ways } działają obecnie tylko częściowo.
        }
    }
reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } działa.
           *[many] { $who }: { $ways } działają.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } obecnie działa.
           *[many] { $who }: { $ways } obecnie działają.
        }
    }
partly-open = { $kind ->
        [outage] { $who }: nasze okienka są otwarte tylko w ograniczonym zakresie.
       *[status] { $who }: nasze okienka są obecnie otwarte tylko w ograniczonym zakresie.
    }
over = { $cause ->
       *[other] { $who }: obecnie nie ma już zakłóceń.
        [disaster] { $who }: znowu pracujemy normalnie.
    }
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. Ustalamy, co to dla Państwa oznacza.
           *[status] { $who }: { $title }. Nic więcej jeszcze nie wiadomo.
        }
    }
    .short = { $who }: { $title }.
own-words = { $who }: { $text }

## Appointments

appointments-cancelled = { $period ->
        [day] Wszystkie umówione wizyty w dniu { $from } są odwołane.
        [between] Wszystkie umówione wizyty od { $from } do { $until } włącznie są odwołane.
        [from] Wszystkie umówione wizyty od { $from } są odwołane.
        [until] Wszystkie umówione wizyty do { $until } włącznie są odwołane.
       *[open] Wszystkie umówione wizyty są odwołane.
    }
    .short = { $period ->
        [day] Wizyty { $from-short } są odwołane.
        [between] Wizyty { $from-short } – { $until-short } są odwołane.
        [from] Wizyty od { $from-short } są odwołane.
        [until] Wizyty do { $until-short } wł. są odwołane.
       *[open] Wizyty są odwołane.
    }
    .shortest = { $period ->
        [day] Brak wizyt { $from-short }.
        [between] Brak wizyt { $from-short } – { $until-short }.
        [from] Brak wizyt od { $from-short }.
        [until] Brak wizyt do { $until-short } wł.
       *[open] Brak wizyt.
    }
do-not-come = { $later ->
        [yes] Prosimy wtedy nie przychodzić.
       *[no] Prosimy nie przychodzić.
    }
    .short = { $later ->
        [yes] Wtedy nie przychodzić.
       *[no] Nie przychodzić.
    }
appointments-limited = { $period ->
        [day] Umówione wizyty w dniu { $from } odbędą się tylko częściowo.
        [between] Umówione wizyty od { $from } do { $until } włącznie odbędą się tylko częściowo.
        [from] Umówione wizyty od { $from } odbędą się tylko częściowo.
        [until] Umówione wizyty do { $until } włącznie odbędą się tylko częściowo.
       *[open] Umówione wizyty odbędą się tylko częściowo.
    }
    .short = { $period ->
        [day] Wizyty { $from-short } – tylko częściowo.
        [between] Wizyty { $from-short } – { $until-short }: tylko częściowo.
        [from] Wizyty od { $from-short } – tylko częściowo.
        [until] Wizyty do { $until-short } wł. – tylko częściowo.
       *[open] Wizyty – tylko częściowo.
    }
appointments-take-place = { $period ->
        [day] Wszystkie umówione wizyty w dniu { $from } się odbędą.
        [between] Wszystkie umówione wizyty od { $from } do { $until } włącznie się odbędą.
        [from] Wszystkie umówione wizyty od { $from } się odbędą.
        [until] Wszystkie umówione wizyty do { $until } włącznie się odbędą.
       *[open] Wszystkie umówione wizyty się odbędą.
    }
appointments-unknown = { $period ->
        [day] Nie wiadomo jeszcze, czy wizyty w dniu { $from } się odbędą.
        [between] Nie wiadomo jeszcze, czy wizyty od { $from } do { $until } włącznie się odbędą.
        [from] Nie wiadomo jeszcze, czy wizyty od { $from } się odbędą.
        [until] Nie wiadomo jeszcze, czy wizyty do { $until } włącznie się odbędą.
       *[open] Nie wiadomo jeszcze, czy wizyty się odbędą.
    }
headline-appointments-cancelled = { $who }: { appointments-cancelled }
    .short = { $who }: { appointments-cancelled.short }
    .shortest = { $who }: { appointments-cancelled.shortest }
headline-appointments-limited = { $who }: { appointments-limited }
    .short = { $who }: { appointments-limited.short }
headline-appointments-take-place = { $who }: { appointments-take-place }
headline-appointments-unknown = { $who }: { appointments-unknown }

## Emergency calls

emergency-calls-work = { $again ->
        [yes] Numery alarmowe 110/112 znowu działają.
       *[no] Numery alarmowe 110/112 działają.
    }
    .short = { $again ->
        [yes] Numery 110/112 znowu działają.
       *[no] Numery 110/112 działają.
    }
emergency-until = { $whole-day ->
        [yes] Przypuszczalnie do { $at } włącznie.
       *[no] Przypuszczalnie do { $at }.
    }
emergency-calls-affected = { $status ->
        [limited] UWAGA: Numery alarmowe 110/112 działają z zakłóceniami.
       *[unavailable] UWAGA: Numery alarmowe 110/112 nie działają.
    }

## What to do

say-urgent-at = Pilne sprawy: { $place }.
say-stay-home = Prosimy pozostać w domu.
say-do-not-come = { $place ->
        [none] Prosimy do nas nie przychodzić.
       *[other] Prosimy nie przychodzić: { $place }.
    }
say-wait = Prosimy zaczekać ze wszystkim, co nie jest pilne.
say-call = Prosimy zadzwonić zamiast przychodzić.
instruction-until = { $whole-day ->
        [yes] Obowiązuje do { $at } włącznie.
       *[no] Obowiązuje do { $at }.
    }
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes] E-maile wysłane do nas od { $since } do { $until } jeszcze nie dotarły.
           *[no] E-maile wysłane do nas od { $since } do { $until } przepadły.
        }
        [until] { $later ->
            [yes] E-maile wysłane do nas do { $until } jeszcze nie dotarły.
           *[no] E-maile wysłane do nas do { $until } przepadły.
        }
       *[since] { $later ->
            [yes] E-maile wysłane do nas od { $since } jeszcze nie dotarły.
           *[no] E-maile wysyłane do nas od { $since } nie docierają.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] E-maile od { $since-short } do { $until-short } jeszcze nie dotarły.
           *[no] E-maile od { $since-short } do { $until-short } przepadły.
        }
        [until] { $later ->
            [yes] E-maile do { $until-short } jeszcze nie dotarły.
           *[no] E-maile do { $until-short } przepadły.
        }
       *[since] { $later ->
            [yes] E-maile od { $since-short } jeszcze nie dotarły.
           *[no] E-maile od { $since-short } nie docierają.
        }
    }
mail-resend = { $lost ->
        [yes] Prosimy wysłać je ponownie.
       *[no] Prosimy ponownie wysłać do nas swoje e-maile.
    }
mail-resend-by-post-or-phone = { $phone ->
        [down] Prosimy zwrócić się do nas ponownie listownie.
       *[up] Prosimy zwrócić się do nas ponownie listownie lub telefonicznie.
    }
mail-use-post-or-phone = { $phone ->
        [down] Prosimy pisać listy zamiast wysyłać e-maile.
       *[up] Prosimy pisać listy lub dzwonić zamiast wysyłać e-maile.
    }
mail-delivered-later = { $lost ->
        [yes] Dotrą one później.
       *[no] E-maile wysłane do nas dotrą później.
    }

## Phone numbers and other contacts

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
headline-contact-place = { $purpose ->
        [none] { $who }, { $name }: { $ways }.
       *[other] { $who }, { $name }, { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $who }, { $name }: { $ways-short }.
       *[other] { $who }, { $name }, { $purpose }: { $ways-short }.
    }
contact-lines = { $lines ->
        [1] Dostępna jest tylko jedna linia.
        [2] Dostępne są tylko dwie linie.
        [3] Dostępne są tylko trzy linie.
        [few] Dostępne są tylko { $lines } linie.
       *[other] Dostępnych jest tylko { $lines } linii.
    }

## When there is more, and how old this is

next = Następna informacja: { $at }.
    .short = Następna informacja: { $at-short }.
    .shortest = Nowe informacje: { $at-short }.
next-update = termin następnej informacji
facts-from = Te informacje pochodzą z { $at }.
    .short = Informacje z { $at-short }.
    .shortest = Stan { $at-short }.
stand = Stan na: { $at }.
    .short = Stan na: { $at-short }.

## Services

services-off = Niedostępne: { $services }.
services-off-link = Co jest niedostępne: { $url }
services-more = { $count ->
        [few] { $count } inne
       *[other] { $count } innych
    }
services-limited = Dostępne tylko częściowo: { $services }.
services-unclear = Nie wiadomo jeszcze, czy dostępne są: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = Mogą Państwo { $phrases }.
services-possible-names = Dostępne: { $services }.
headline-services-off = { $who }: niedostępne: { $services }.
headline-services-off-link = { $who }: co jest niedostępne: { $url }
headline-services-limited = { $who }: dostępne tylko częściowo: { $services }.
headline-services-possible = { $who }: mogą Państwo { $phrases }.
headline-services-possible-names = { $who }: dostępne: { $services }.
headline-restored = { $who }: mogą Państwo ponownie { $phrases }.
headline-restored-names = { $who }: ponownie dostępne: { $services }.
headline-restored-in-part = { $who }: częściowo ponownie dostępne: { $services }.
headline-restored-some = { $who }: kolejne usługi są znowu dostępne.
restored-in-part = Częściowo ponownie dostępne: { $services }.
unaffected = Bez zakłóceń: { $services }.

## Cause, progress, outlook

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Przyczyna: cyberatak.
           *[other] Przyczyna: cyberatak (cel: { $supplier }).
        }
        [technical-fault] { $supplier ->
            [none] Przyczyna: usterka techniczna.
           *[other] Przyczyna: usterka techniczna ({ $supplier }).
        }
        [power-outage] Przyczyna: przerwa w dostawie prądu.
        [network-outage] { $supplier ->
            [none] Przyczyna: awaria sieci.
           *[other] Przyczyna: awaria sieci ({ $supplier }).
        }
       *[disaster] { $title ->
            [none] Przyczyna: sytuacja kryzysowa w regionie.
           *[other] Przyczyna: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Przyczyna: cyberatak.
        [technical-fault] Przyczyna: usterka techniczna.
        [power-outage] Przyczyna: przerwa w dostawie prądu.
        [network-outage] Przyczyna: awaria sieci.
       *[disaster] { $title ->
            [none] Przyczyna: sytuacja kryzysowa.
           *[other] Przyczyna: { $title }.
        }
    }
phase = { $phase ->
        [investigating] Przyczyna jest jeszcze ustalana.
        [identified] Trwa przywracanie systemów.
        [workaround] Pracujemy w trybie awaryjnym.
       *[monitoring] Systemy znowu działają; obserwujemy je.
    }
is-over = { $cause ->
       *[other] Awaria została usunięta.
        [disaster] Znowu pracujemy normalnie.
    }
estimate = { $estimate ->
        [not-before] Normalna praca nie wcześniej niż { $at }.
        [expected] Normalnej pracy spodziewamy się od { $at }.
        [expected-between] Normalnej pracy spodziewamy się w okresie od { $at } do { $to }.
        [by] Normalnej pracy spodziewamy się najpóźniej { $at }.
        [resolved] { is-over }
       *[unknown] Nie wiadomo jeszcze, kiedy wszystko znowu będzie działać.
    }
    .short = { $estimate ->
        [not-before] Normalna praca nie wcześniej niż { $at-short }.
        [expected] Normalna praca prawdopodobnie od { $at-short }.
        [expected-between] Normalna praca prawdopodobnie: { $at-short } – { $to-short }.
        [by] Normalna praca prawdop. najpóźniej { $at-short }.
        [resolved] { is-over }
       *[unknown] Nie wiadomo jeszcze, jak długo to potrwa.
    }
    .shortest = { $estimate ->
        [not-before] Normalna praca nie wcześniej niż { $at-short }.
        [expected] Normalna praca prawdop. od { $at-short }.
        [expected-between] Normalna praca prawdop. { $at-short } – { $to-short }.
        [by] Normalna praca prawdop. najpóźniej { $at-short }.
        [resolved] { is-over }
       *[unknown] Jeszcze nie wiadomo, jak długo.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## By which ways we can be reached

reach-down = { $number ->
        [one] Nie działa { $ways }.
       *[many] Nie działają { $ways }.
    }
reach-limited = { $number ->
        [one] Tylko częściowo działa { $ways }.
       *[many] Tylko częściowo działają { $ways }.
    }
reach-unknown = { $number ->
        [one] Nie wiadomo jeszcze, czy działa { $ways }.
       *[many] Nie wiadomo jeszcze, czy działają { $ways }.
    }
reach-up = { $number ->
        [one] Działa { $ways }.
       *[many] Działają { $ways }.
    }
restored-reach = { $number ->
        [one] Znowu działa { $ways }.
       *[many] Znowu działają { $ways }.
    }
restored-reach-in-part = { $number ->
        [one] Znowu częściowo działa { $ways }.
       *[many] Znowu częściowo działają { $ways }.
    }
restored-counter = { $level ->
        [limited] Nasze okienka są znowu otwarte, ale w ograniczonym zakresie.
       *[up] Nasze okienka są znowu otwarte.
    }
counter = { $level ->
        [up] Nasze okienka są otwarte.
        [limited] Nasze okienka są otwarte tylko w ograniczonym zakresie.
        [down] Nasze okienka są zamknięte.
       *[unknown] Nie wiadomo jeszcze, czy nasze okienka będą otwarte.
    }

## Correction, withdrawal, end

correction = SPROSTOWANIE:
wrong-number = { $what ->
        [none] W naszym wpisie z { $at } podano błędny numer. Prosimy tam nie dzwonić i nie udostępniać wpisu. Przepraszamy za błąd.
       *[other] Błąd w naszym wpisie z { $at }: { $what }. Prosimy nie dzwonić pod błędny numer i nie udostępniać wpisu. Przepraszamy za błąd.
    }
    .short = W naszym wpisie z { $at-short } był błędny numer. Prosimy tam nie dzwonić i nie udostępniać. Przepraszamy.
number-was-wrong = Błędny numer we wpisie z { $at-short }. Prosimy nie dzwonić.
wrong = { $what ->
        [none] W naszym wpisie z { $at } było to błędne. Prosimy go nie udostępniać. Przepraszamy za błąd.
       *[other] Błąd w naszym wpisie z { $at }: { $what }. Prosimy go nie udostępniać. Przepraszamy za błąd.
    }
    .short = W naszym wpisie z { $at-short } było to błędne. Prosimy nie udostępniać. Przepraszamy.
retraction = { $what ->
        [none] WYCOFANO: Nasz wpis z { $at } ({ $who }) był błędny i został usunięty. Prosimy go nie udostępniać. Przepraszamy za błąd.
       *[other] WYCOFANO: Nasz wpis z { $at } ({ $who }) był błędny i został usunięty. Chodziło o: { $what }. Prosimy go nie udostępniać. Przepraszamy za błąd.
    }
    .short = { $what ->
        [none] WYCOFANO: Nasz wpis z { $at-short } ({ $who }) był błędny i został usunięty. Prosimy nie udostępniać. Przepraszamy.
       *[other] WYCOFANO: Nasz wpis z { $at-short } ({ $who }) był błędny i został usunięty. Chodziło o: { $what }. Prosimy nie udostępniać. Przepraszamy.
    }
    .shortest = { $what ->
        [none] WYCOFANO: Nasz wpis z { $at-short } ({ $who }) był błędny i został usunięty. Prosimy nie udostępniać.
       *[other] WYCOFANO: Nasz wpis z { $at-short } ({ $who }) był błędny i został usunięty. Prosimy nie udostępniać. Przepraszamy.
    }
retraction-several = { $what ->
        [none] WYCOFANO: Kilka naszych wpisów (ostatni z { $at }, { $who }) było błędnych i zostało usuniętych. Prosimy ich nie udostępniać. Przepraszamy za błąd.
       *[other] WYCOFANO: Kilka naszych wpisów (ostatni z { $at }, { $who }) było błędnych i zostało usuniętych. Chodziło o: { $what }. Prosimy ich nie udostępniać. Przepraszamy za błąd.
    }
    .short = { $what ->
        [none] WYCOFANO: Kilka wpisów (ostatni z { $at-short }, { $who }) było błędnych i zostało usuniętych. Prosimy nie udostępniać. Przepraszamy.
       *[other] WYCOFANO: Kilka wpisów (ostatni z { $at-short }, { $who }) było błędnych i zostało usuniętych. Chodziło o: { $what }. Prosimy nie udostępniać. Przepraszamy.
    }
    .shortest = { $what ->
        [none] WYCOFANO: Kilka wpisów (ostatni z { $at-short }, { $who }) było błędnych i zostało usuniętych. Prosimy nie udostępniać.
       *[other] WYCOFANO: Kilka wpisów (ostatni z { $at-short }, { $who }) było błędnych i zostało usuniętych. Prosimy nie udostępniać. Przepraszamy.
    }
number-withdrawn = Jeden z numerów jest nieaktualny. Prosimy nie dzwonić.
all-clear = { $ways ->
        [none] { $cause ->
            [disaster] { $who }: znowu pracujemy normalnie.
           *[other] { $who }: awaria została usunięta.
        }
       *[other] KONTAKT ZNOWU MOŻLIWY – { $who }: { $number ->
            [one] { $ways } działa. { is-over }
           *[many] { $ways } działają. { is-over }
        }
    }
    .short = { $ways ->
        [none] { $cause ->
            [disaster] { $who }: znowu pracujemy normalnie.
           *[other] { $who }: awaria została usunięta.
        }
       *[other] KONTAKT ZNOWU MOŻLIWY – { $who }: { $number ->
            [one] { $ways } działa.
           *[many] { $ways } działają.
        }
    }

## At the end

link = Strona kryzysowa: { $url }
hashtags = { $tags }
authority = Wiążąca jest wersja niemiecka.
more-in-german = { $url ->
        [none] Więcej po niemiecku na tym koncie.
       *[other] Więcej po niemiecku: { $url }
    }
