### What the public reads in Ukrainian. Translated from de.ftl; a draft until uk.review.yaml says who vouches for which
### sentence. Weekdays stand in brackets in the nominative, so that a date fits after every preposition.

## Words and times within sentences

exercise = НАВЧАННЯ – це не справжній випадок.
language-name = Українська:
day = { $day } { $month-name }{ $other-year ->
        [yes] {" "}{ $year } р.
       *[no] {""}
    } ({ $weekday })
    .short = { $day }.{ $month }{ $other-year ->
        [yes] .{ $year }
       *[no] {""}
    } ({ $weekday-short })
time = { day }, { $clock }
    .short = { day.short }, { $clock }
clock = { $hour }:{ $minutes }
    .short = { clock }
clock-twice = { $season ->
        [summer] { $clock } (за літнім часом)
       *[winter] { $clock } (за зимовим часом)
    }
hour = { clock }
    .short = { clock }
hours = { $always ->
        [yes] цілодобово
       *[no] { $days ->
            [daily] щодня { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
    .short = { $always ->
        [yes] цілодобово
       *[no] { $days ->
            [daily] щодня { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
way-phone = { $use ->
        [by] телефоном
       *[alone] телефон
    }
way-website = вебсайт
way-online-services = онлайн-послуги
way-email-in = { $use ->
        [by] через e-mail
       *[alone] приймання електронної пошти
    }
way-email-out = { $use ->
        [by] через e-mail
       *[alone] надсилання електронної пошти
    }
way-email = { $use ->
        [by] через e-mail
       *[alone] електронна пошта
    }
contact-name = { $contact ->
        [hotline] Гаряча лінія
        [emergency] Телефон для громадян
        [desk] Інформаційна стійка
        [page] Екстрена сторінка
        [number] Наш номер
        [phone] Телефон
       *[other] Контакт
    }
contact-on = лише { $at }
contact-from = з { $at }
contact-until = до { $at }

## Who, and what it means for me: the beginning of each text

cannot-work = { $cause ->
        [power-outage] { $who }: через відключення електроенергії ми не можемо працювати.
        [network-outage] { $who }: через збій мережі ми не можемо працювати.
        [disaster] { $who }: через надзвичайну ситуацію ми не можемо працювати.
        [unknown] { $who }: через несправність ми не можемо працювати.
       *[other] { $who }: через збій комп’ютерних систем ми не можемо працювати.
    }
    .short = { $who }: зараз ми не можемо працювати.
unreachable = { $kind ->
        [outage] { $who }: до подальшого повідомлення з нами неможливо зв’язатися { $ways }.
       *[status] { $who }: зараз з нами неможливо зв’язатися { $ways }.
    }
    .short = { $who }: з нами неможливо зв’язатися { $ways }.
    .shortest = { $who }: не зв’язатися { $ways }.
out-of-order = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } не працює.
           *[many] { $who }: { $ways } не працюють.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } зараз не працює.
           *[many] { $who }: { $ways } зараз не працюють.
        }
    }
closed = { $kind ->
        [outage] { $who }: наші віконця прийому зачинені.
       *[status] { $who }: наші віконця прийому зараз зачинені.
    }
not-all-services = { $kind ->
        [outage] { $who }: доступні не всі послуги.
       *[status] { $who }: зараз доступні не всі послуги.
    }
partly-reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } працює лише частково.
           *[many] { $who }: { $ways } працюють лише частково.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } зараз працює лише частково.
           *[many] { $who }: { $ways } зараз працюють лише частково.
        }
    }
reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } працює.
           *[many] { $who }: { $ways } працюють.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } зараз працює.
           *[many] { $who }: { $ways } зараз працюють.
        }
    }
partly-open = { $kind ->
        [outage] { $who }: наші віконця прийому працюють з обмеженнями.
       *[status] { $who }: наші віконця прийому зараз працюють з обмеженнями.
    }
over = { $cause ->
       *[other] { $who }: зараз несправностей немає.
        [disaster] { $who }: ми знову працюємо як зазвичай.
    }
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. Ми з’ясовуємо, що це означає для вас.
           *[status] { $who }: { $title }. Більше поки нічого не відомо.
        }
    }
    .short = { $who }: { $title }.
own-words = { $who }: { $text }

## Appointments

appointments-cancelled = { $period ->
        [day] Усі прийоми { $from } скасовано.
        [between] Усі прийоми з { $from } до { $until } включно скасовано.
        [from] Усі прийоми з { $from } скасовано.
        [until] Усі прийоми до { $until } включно скасовано.
       *[open] Усі прийоми скасовано.
    }
    .short = { $period ->
        [day] Прийоми { $from-short } скасовано.
        [between] Прийоми { $from-short } – { $until-short } скасовано.
        [from] Прийоми з { $from-short } скасовано.
        [until] Прийоми до { $until-short } вкл. скасовано.
       *[open] Прийоми скасовано.
    }
    .shortest = { $period ->
        [day] Прийому { $from-short } немає.
        [between] Прийому { $from-short } – { $until-short } немає.
        [from] Прийому з { $from-short } немає.
        [until] Прийому до { $until-short } вкл. немає.
       *[open] Прийому немає.
    }
do-not-come = { $later ->
        [yes] Будь ласка, у цей час не приходьте.
       *[no] Будь ласка, не приходьте.
    }
    .short = { $later ->
        [yes] У цей час не приходьте.
       *[no] Не приходьте.
    }
appointments-limited = { $period ->
        [day] Прийоми { $from } відбудуться лише частково.
        [between] Прийоми з { $from } до { $until } включно відбудуться лише частково.
        [from] Прийоми з { $from } відбудуться лише частково.
        [until] Прийоми до { $until } включно відбудуться лише частково.
       *[open] Прийоми відбудуться лише частково.
    }
    .short = { $period ->
        [day] Прийоми { $from-short } – лише частково.
        [between] Прийоми { $from-short } – { $until-short }: лише частково.
        [from] Прийоми з { $from-short } – лише частково.
        [until] Прийоми до { $until-short } вкл. – лише частково.
       *[open] Прийоми – лише частково.
    }
appointments-take-place = { $period ->
        [day] Усі прийоми { $from } відбудуться.
        [between] Усі прийоми з { $from } до { $until } включно відбудуться.
        [from] Усі прийоми з { $from } відбудуться.
        [until] Усі прийоми до { $until } включно відбудуться.
       *[open] Усі прийоми відбудуться.
    }
appointments-unknown = { $period ->
        [day] Поки що невідомо, чи відбудуться прийоми { $from }.
        [between] Поки що невідомо, чи відбудуться прийоми з { $from } до { $until } включно.
        [from] Поки що невідомо, чи відбудуться прийоми з { $from }.
        [until] Поки що невідомо, чи відбудуться прийоми до { $until } включно.
       *[open] Поки що невідомо, чи відбудуться прийоми.
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
        [yes] Екстрений виклик 110/112 знову працює.
       *[no] Екстрений виклик 110/112 працює.
    }
    .short = { $again ->
        [yes] Виклик 110/112 знову працює.
       *[no] Виклик 110/112 працює.
    }
emergency-until = { $whole-day ->
        [yes] Імовірно до { $at } включно.
       *[no] Імовірно до { $at }.
    }
emergency-calls-affected = { $status ->
        [limited] УВАГА: Екстрений виклик 110/112 працює з перебоями.
       *[unavailable] УВАГА: Екстрений виклик 110/112 не працює.
    }

## What to do

say-urgent-at = Термінові питання: { $place }.
say-stay-home = Будь ласка, залишайтеся вдома.
say-do-not-come = { $place ->
        [none] Будь ласка, не приходьте до нас.
       *[other] Будь ласка, не приходьте: { $place }.
    }
say-wait = Будь ласка, зачекайте з усім, що не є терміновим.
say-call = Будь ласка, зателефонуйте, а не приходьте.
instruction-until = { $whole-day ->
        [yes] Це діє до { $at } включно.
       *[no] Це діє до { $at }.
    }
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes] Електронні листи, надіслані нам з { $since } до { $until }, ще не надійшли.
           *[no] Електронні листи, надіслані нам з { $since } до { $until }, втрачено.
        }
        [until] { $later ->
            [yes] Електронні листи, надіслані нам до { $until }, ще не надійшли.
           *[no] Електронні листи, надіслані нам до { $until }, втрачено.
        }
       *[since] { $later ->
            [yes] Електронні листи, надіслані нам з { $since }, ще не надійшли.
           *[no] Електронні листи, надіслані нам з { $since }, не доходять.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] Ел. листи з { $since-short } до { $until-short } ще не надійшли.
           *[no] Ел. листи з { $since-short } до { $until-short } втрачено.
        }
        [until] { $later ->
            [yes] Ел. листи до { $until-short } ще не надійшли.
           *[no] Ел. листи до { $until-short } втрачено.
        }
       *[since] { $later ->
            [yes] Ел. листи з { $since-short } ще не надійшли.
           *[no] Ел. листи з { $since-short } не доходять.
        }
    }
mail-resend = { $lost ->
        [yes] Будь ласка, надішліть їх ще раз.
       *[no] Будь ласка, надішліть нам ваші електронні листи ще раз.
    }
mail-resend-by-post-or-phone = { $phone ->
        [down] Будь ласка, зверніться до нас ще раз звичайною поштою.
       *[up] Будь ласка, зверніться до нас ще раз звичайною поштою або телефоном.
    }
mail-use-post-or-phone = { $phone ->
        [down] Будь ласка, користуйтеся звичайною поштою замість електронної.
       *[up] Будь ласка, користуйтеся звичайною поштою або телефоном замість електронної пошти.
    }
mail-delivered-later = { $lost ->
        [yes] Вони надійдуть пізніше.
       *[no] Електронні листи, надіслані нам, надійдуть пізніше.
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
        [1] Доступна лише одна лінія.
        [2] Доступні лише дві лінії.
        [3] Доступні лише три лінії.
        [few] Доступні лише { $lines } лінії.
       *[other] Доступно лише { $lines } ліній.
    }

## When there is more, and how old this is

next = Наступна інформація: { $at }.
    .short = Нова інформація: { $at-short }.
    .shortest = Нове: { $at-short }.
next-update = час наступної інформації
facts-from = Ці відомості – від { $at }.
    .short = Відомості від { $at-short }.
    .shortest = На { $at-short }.
stand = Станом на { $at }.
    .short = Станом на { $at-short }.

## Services

services-off = Недоступно: { $services }.
services-off-link = Що недоступно: { $url }
services-more = ще { $count }
services-limited = Доступно лише частково: { $services }.
services-unclear = Поки що неясно, чи доступно: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = Ви можете { $phrases }.
services-possible-names = Доступно: { $services }.
headline-services-off = { $who }: недоступно: { $services }.
headline-services-off-link = { $who }: що недоступно: { $url }
headline-services-limited = { $who }: доступно лише частково: { $services }.
headline-services-possible = { $who }: ви можете { $phrases }.
headline-services-possible-names = { $who }: доступно: { $services }.
headline-restored = { $who }: ви знову можете { $phrases }.
headline-restored-names = { $who }: знову доступно: { $services }.
headline-restored-in-part = { $who }: знову доступно частково: { $services }.
headline-restored-some = { $who }: знову доступно більше послуг.
restored-in-part = Знову доступно частково: { $services }.
unaffected = Без змін працює: { $services }.

## Cause, progress, outlook

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Причина: кібератака.
           *[other] Причина: кібератака (ціль: { $supplier }).
        }
        [technical-fault] { $supplier ->
            [none] Причина: технічна несправність.
           *[other] Причина: технічна несправність ({ $supplier }).
        }
        [power-outage] Причина: відключення електроенергії.
        [network-outage] { $supplier ->
            [none] Причина: збій мережі.
           *[other] Причина: збій мережі ({ $supplier }).
        }
       *[disaster] { $title ->
            [none] Причина: надзвичайна ситуація в регіоні.
           *[other] Причина: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Причина: кібератака.
        [technical-fault] Причина: технічна несправність.
        [power-outage] Причина: відключення електроенергії.
        [network-outage] Причина: збій мережі.
       *[disaster] { $title ->
            [none] Причина: надзвичайна ситуація.
           *[other] Причина: { $title }.
        }
    }
phase = { $phase ->
        [investigating] Причину ще з’ясовують.
        [identified] Триває відновлення систем.
        [workaround] Ми працюємо в аварійному режимі.
       *[monitoring] Системи знову працюють; ми спостерігаємо за ними.
    }
is-over = { $cause ->
       *[other] Несправність усунено.
        [disaster] Ми знову працюємо як зазвичай.
    }
estimate = { $estimate ->
        [not-before] Звичайна робота відновиться не раніше: { $at }.
        [expected] Звичайна робота очікується з { $at }.
        [expected-between] Звичайна робота очікується в період з { $at } до { $to }.
        [by] Звичайна робота очікується не пізніше: { $at }.
        [resolved] { is-over }
       *[unknown] Поки що невідомо, коли все знову запрацює.
    }
    .short = { $estimate ->
        [not-before] Звичайна робота – не раніше { $at-short }.
        [expected] Звичайна робота очікується з { $at-short }.
        [expected-between] Звичайна робота очікується: { $at-short } – { $to-short }.
        [by] Звичайна робота очікується не пізніше { $at-short }.
        [resolved] { is-over }
       *[unknown] Поки що невідомо, скільки це триватиме.
    }
    .shortest = { $estimate ->
        [not-before] Звичайна робота – не раніше { $at-short }.
        [expected] Звичайна робота – ймовірно з { $at-short }.
        [expected-between] Звичайна робота – ймовірно { $at-short } – { $to-short }.
        [by] Звичайна робота – ймовірно не пізніше { $at-short }.
        [resolved] { is-over }
       *[unknown] Строк поки невідомий.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## By which ways we can be reached

reach-down = { $number ->
        [one] Не працює { $ways }.
       *[many] Не працюють { $ways }.
    }
reach-limited = { $number ->
        [one] Лише частково працює { $ways }.
       *[many] Лише частково працюють { $ways }.
    }
reach-unknown = { $number ->
        [one] Поки що невідомо, чи працює { $ways }.
       *[many] Поки що невідомо, чи працюють { $ways }.
    }
reach-up = { $number ->
        [one] Працює { $ways }.
       *[many] Працюють { $ways }.
    }
restored-reach = { $number ->
        [one] Знову працює { $ways }.
       *[many] Знову працюють { $ways }.
    }
restored-reach-in-part = { $number ->
        [one] Знову частково працює { $ways }.
       *[many] Знову частково працюють { $ways }.
    }
restored-counter = { $level ->
        [limited] Наші віконця прийому знову працюють, але з обмеженнями.
       *[up] Наші віконця прийому знову відчинені.
    }
counter = { $level ->
        [up] Наші віконця прийому відчинені.
        [limited] Наші віконця прийому працюють з обмеженнями.
        [down] Наші віконця прийому зачинені.
       *[unknown] Поки що невідомо, чи відчиняться наші віконця прийому.
    }

## Correction, withdrawal, end

correction = ВИПРАВЛЕННЯ:
wrong-number = { $what ->
        [none] У нашому дописі від { $at } був неправильний номер. Будь ласка, не телефонуйте за ним і не поширюйте допис. Перепрошуємо за помилку.
       *[other] Неправильно в нашому дописі від { $at }: { $what }. Будь ласка, не телефонуйте за неправильним номером і не поширюйте допис. Перепрошуємо за помилку.
    }
    .short = У нашому дописі від { $at-short } був неправильний номер. Не телефонуйте за ним і не поширюйте. Перепрошуємо.
number-was-wrong = У дописі від { $at-short } неправильний номер. Не телефонуйте за ним.
wrong = { $what ->
        [none] У нашому дописі від { $at } це було неправильно. Будь ласка, не поширюйте його. Перепрошуємо за помилку.
       *[other] Неправильно в нашому дописі від { $at }: { $what }. Будь ласка, не поширюйте його. Перепрошуємо за помилку.
    }
    .short = У нашому дописі від { $at-short } це було неправильно. Не поширюйте його. Перепрошуємо.
retraction = { $what ->
        [none] ВІДКЛИКАНО: Наш допис від { $at } ({ $who }) був помилковим, і його видалено. Будь ласка, не поширюйте його. Перепрошуємо за помилку.
       *[other] ВІДКЛИКАНО: Наш допис від { $at } ({ $who }) був помилковим, і його видалено. Ішлося про таке: { $what }. Будь ласка, не поширюйте його. Перепрошуємо за помилку.
    }
    .short = { $what ->
        [none] ВІДКЛИКАНО: Наш допис від { $at-short } ({ $who }) був помилковим, і його видалено. Не поширюйте його. Перепрошуємо.
       *[other] ВІДКЛИКАНО: Наш допис від { $at-short } ({ $who }) був помилковим, і його видалено. Ішлося про таке: { $what }. Не поширюйте його. Перепрошуємо.
    }
    .shortest = { $what ->
        [none] ВІДКЛИКАНО: Наш допис від { $at-short } ({ $who }) був помилковим, і його видалено. Не поширюйте його.
       *[other] ВІДКЛИКАНО: Наш допис від { $at-short } ({ $who }) був помилковим, і його видалено. Не поширюйте його. Перепрошуємо.
    }
retraction-several = { $what ->
        [none] ВІДКЛИКАНО: Кілька наших дописів (останній від { $at }, { $who }) були помилковими, і їх видалено. Будь ласка, не поширюйте їх. Перепрошуємо за помилку.
       *[other] ВІДКЛИКАНО: Кілька наших дописів (останній від { $at }, { $who }) були помилковими, і їх видалено. Ішлося про таке: { $what }. Будь ласка, не поширюйте їх. Перепрошуємо за помилку.
    }
    .short = { $what ->
        [none] ВІДКЛИКАНО: Кілька дописів (останній від { $at-short }, { $who }) були помилковими, і їх видалено. Не поширюйте їх. Перепрошуємо.
       *[other] ВІДКЛИКАНО: Кілька дописів (останній від { $at-short }, { $who }) були помилковими, і їх видалено. Ішлося про таке: { $what }. Не поширюйте їх. Перепрошуємо.
    }
    .shortest = { $what ->
        [none] ВІДКЛИКАНО: Кілька дописів (останній від { $at-short }, { $who }) були помилковими, і їх видалено. Не поширюйте їх.
       *[other] ВІДКЛИКАНО: Кілька дописів (останній від { $at-short }, { $who }) були помилковими, і їх видалено. Не поширюйте їх. Перепрошуємо.
    }
number-withdrawn = Один із номерів недійсний. Не телефонуйте за ним.
all-clear = { $ways ->
        [none] { $cause ->
            [disaster] { $who }: ми знову працюємо як зазвичай.
           *[other] { $who }: несправність усунено.
        }
       *[other] ЗНОВУ НА ЗВ’ЯЗКУ – { $who }: { $number ->
            [one] { $ways } працює. { is-over }
           *[many] { $ways } працюють. { is-over }
        }
    }
    .short = { $ways ->
        [none] { $cause ->
            [disaster] { $who }: ми знову працюємо як зазвичай.
           *[other] { $who }: несправність усунено.
        }
       *[other] ЗНОВУ НА ЗВ’ЯЗКУ – { $who }: { $number ->
            [one] { $ways } працює.
           *[many] { $ways } працюють.
        }
    }

## At the end

link = Екстрена сторінка: { $url }
hashtags = { $tags }
authority = Офіційним є текст німецькою мовою.
more-in-german = { $url ->
        [none] Докладніше німецькою – у цьому акаунті.
       *[other] Докладніше німецькою: { $url }
    }
