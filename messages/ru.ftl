### What the public reads in Russian. Translated from de.ftl; a draft until ru.review.yaml says who vouches for which sentence.
### Weekdays stand in brackets in the nominative, so that a date fits after every preposition.

## Words and times within sentences

exercise = УЧЕНИЕ – это не настоящий случай.
language-name = Русский:
day = { $day } { $month-name }{ $other-year ->
        [yes] {" "}{ $year } г.
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
        [summer] { $clock } (по летнему времени)
       *[winter] { $clock } (по зимнему времени)
    }
hour = { clock }
    .short = { clock }
hours = { $always ->
        [yes] круглосуточно
       *[no] { $days ->
            [daily] ежедневно { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
    .short = { $always ->
        [yes] круглосуточно
       *[no] { $days ->
            [daily] ежедневно { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
way-phone = { $use ->
        [by] по телефону
       *[alone] телефон
    }
way-website = сайт
way-online-services = онлайн-услуги
way-email-in = { $use ->
        [by] по e-mail
       *[alone] приём электронной почты
    }
way-email-out = { $use ->
        [by] по e-mail
       *[alone] отправка электронной почты
    }
way-email = { $use ->
        [by] по e-mail
       *[alone] электронная почта
    }
contact-name = { $contact ->
        [hotline] Горячая линия
        [emergency] Телефон для граждан
        [desk] Информационная стойка
        [page] Экстренная страница
        [number] Наш номер
        [phone] Телефон
       *[other] Контакт
    }
contact-on = только { $at }
contact-from = с { $at }
contact-until = до { $at }

## Who, and what it means for me: the beginning of each text

cannot-work = { $cause ->
        [power-outage] { $who }: из-за отключения электричества мы не можем работать.
        [network-outage] { $who }: из-за сбоя сети мы не можем работать.
        [disaster] { $who }: из-за чрезвычайной ситуации мы не можем работать.
        [unknown] { $who }: из-за неполадок мы не можем работать.
       *[other] { $who }: из-за сбоя компьютерных систем мы не можем работать.
    }
    .short = { $who }: сейчас мы не можем работать.
unreachable = { $kind ->
        [outage] { $who }: до дальнейшего уведомления с нами нельзя связаться { $ways }.
       *[status] { $who }: сейчас с нами нельзя связаться { $ways }.
    }
    .short = { $who }: с нами нельзя связаться { $ways }.
    .shortest = { $who }: не связаться { $ways }.
out-of-order = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } не работает.
           *[many] { $who }: { $ways } не работают.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } сейчас не работает.
           *[many] { $who }: { $ways } сейчас не работают.
        }
    }
closed = { $kind ->
        [outage] { $who }: наши окна приёма закрыты.
       *[status] { $who }: наши окна приёма сейчас закрыты.
    }
not-all-services = { $kind ->
        [outage] { $who }: доступны не все услуги.
       *[status] { $who }: сейчас доступны не все услуги.
    }
partly-reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } работает лишь частично.
           *[many] { $who }: { $ways } работают лишь частично.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } сейчас работает лишь частично.
           *[many] { $who }: { $ways } сейчас работают лишь частично.
        }
    }
reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } работает.
           *[many] { $who }: { $ways } работают.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } сейчас работает.
           *[many] { $who }: { $ways } сейчас работают.
        }
    }
partly-open = { $kind ->
        [outage] { $who }: наши окна приёма работают с ограничениями.
       *[status] { $who }: наши окна приёма сейчас работают с ограничениями.
    }
over = { $cause ->
       *[other] { $who }: сейчас неполадок нет.
        [disaster] { $who }: мы снова работаем как обычно.
    }
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. Мы выясняем, что это значит для вас.
           *[status] { $who }: { $title }. Больше пока ничего не известно.
        }
    }
    .short = { $who }: { $title }.
own-words = { $who }: { $text }

## Appointments

appointments-cancelled = { $period ->
        [day] Все приёмы { $from } отменены.
        [between] Все приёмы с { $from } до { $until } включительно отменены.
        [from] Все приёмы с { $from } отменены.
        [until] Все приёмы до { $until } включительно отменены.
       *[open] Все приёмы отменены.
    }
    .short = { $period ->
        [day] Приёмы { $from-short } отменены.
        [between] Приёмы { $from-short } – { $until-short } отменены.
        [from] Приёмы с { $from-short } отменены.
        [until] Приёмы до { $until-short } вкл. отменены.
       *[open] Приёмы отменены.
    }
    .shortest = { $period ->
        [day] Приёма { $from-short } нет.
        [between] Приёма { $from-short } – { $until-short } нет.
        [from] Приёма с { $from-short } нет.
        [until] Приёма до { $until-short } вкл. нет.
       *[open] Приёма нет.
    }
do-not-come = { $later ->
        [yes] Пожалуйста, в это время не приходите.
       *[no] Пожалуйста, не приходите.
    }
    .short = { $later ->
        [yes] В это время не приходите.
       *[no] Не приходите.
    }
appointments-limited = { $period ->
        [day] Приёмы { $from } состоятся лишь частично.
        [between] Приёмы с { $from } до { $until } включительно состоятся лишь частично.
        [from] Приёмы с { $from } состоятся лишь частично.
        [until] Приёмы до { $until } включительно состоятся лишь частично.
       *[open] Приёмы состоятся лишь частично.
    }
    .short = { $period ->
        [day] Приёмы { $from-short } – лишь частично.
        [between] Приёмы { $from-short } – { $until-short }: лишь частично.
        [from] Приёмы с { $from-short } – лишь частично.
        [until] Приёмы до { $until-short } вкл. – лишь частично.
       *[open] Приёмы – лишь частично.
    }
appointments-take-place = { $period ->
        [day] Все приёмы { $from } состоятся.
        [between] Все приёмы с { $from } до { $until } включительно состоятся.
        [from] Все приёмы с { $from } состоятся.
        [until] Все приёмы до { $until } включительно состоятся.
       *[open] Все приёмы состоятся.
    }
appointments-unknown = { $period ->
        [day] Пока неизвестно, состоятся ли приёмы { $from }.
        [between] Пока неизвестно, состоятся ли приёмы с { $from } до { $until } включительно.
        [from] Пока неизвестно, состоятся ли приёмы с { $from }.
        [until] Пока неизвестно, состоятся ли приёмы до { $until } включительно.
       *[open] Пока неизвестно, состоятся ли приёмы.
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
        [yes] Экстренный вызов 110/112 снова работает.
       *[no] Экстренный вызов 110/112 работает.
    }
    .short = { $again ->
        [yes] Вызов 110/112 снова работает.
       *[no] Вызов 110/112 работает.
    }
emergency-until = { $whole-day ->
        [yes] Предположительно до { $at } включительно.
       *[no] Предположительно до { $at }.
    }
emergency-calls-affected = { $status ->
        [limited] ВНИМАНИЕ: Экстренный вызов 110/112 работает с перебоями.
       *[unavailable] ВНИМАНИЕ: Экстренный вызов 110/112 не работает.
    }

## What to do

say-urgent-at = Срочные вопросы: { $place }.
say-stay-home = Пожалуйста, оставайтесь дома.
say-do-not-come = { $place ->
        [none] Пожалуйста, не приходите к нам.
       *[other] Пожалуйста, не приходите: { $place }.
    }
say-wait = Пожалуйста, подождите со всем, что не срочно.
say-call = Пожалуйста, позвоните нам, а не приходите.
instruction-until = { $whole-day ->
        [yes] Это действует до { $at } включительно.
       *[no] Это действует до { $at }.
    }
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes] Электронные письма, отправленные нам с { $since } до { $until }, ещё не пришли.
           *[no] Электронные письма, отправленные нам с { $since } до { $until }, потеряны.
        }
        [until] { $later ->
            [yes] Электронные письма, отправленные нам до { $until }, ещё не пришли.
           *[no] Электронные письма, отправленные нам до { $until }, потеряны.
        }
       *[since] { $later ->
            [yes] Электронные письма, отправленные нам с { $since }, ещё не пришли.
           *[no] Электронные письма, отправленные нам с { $since }, не доходят.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] Эл. письма с { $since-short } до { $until-short } ещё не пришли.
           *[no] Эл. письма с { $since-short } до { $until-short } потеряны.
        }
        [until] { $later ->
            [yes] Эл. письма до { $until-short } ещё не пришли.
           *[no] Эл. письма до { $until-short } потеряны.
        }
       *[since] { $later ->
            [yes] Эл. письма с { $since-short } ещё не пришли.
           *[no] Эл. письма с { $since-short } не доходят.
        }
    }
mail-resend = { $lost ->
        [yes] Пожалуйста, отправьте их ещё раз.
       *[no] Пожалуйста, отправьте нам ваши электронные письма ещё раз.
    }
mail-resend-by-post-or-phone = { $phone ->
        [down] Пожалуйста, обратитесь к нам ещё раз по обычной почте.
       *[up] Пожалуйста, обратитесь к нам ещё раз по обычной почте или по телефону.
    }
mail-use-post-or-phone = { $phone ->
        [down] Пожалуйста, пишите обычные письма вместо электронных.
       *[up] Пожалуйста, пишите обычные письма или звоните вместо электронной почты.
    }
mail-delivered-later = { $lost ->
        [yes] Они придут позже.
       *[no] Электронные письма, отправленные нам, придут позже.
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
        [1] Доступна только одна линия.
        [2] Доступны только две линии.
        [3] Доступны только три линии.
        [few] Доступны только { $lines } линии.
       *[other] Доступно только { $lines } линий.
    }

## When there is more, and how old this is

next = Следующая информация: { $at }.
    .short = Новая информация: { $at-short }.
    .shortest = Новости: { $at-short }.
next-update = время следующей информации
facts-from = Эти сведения – от { $at }.
    .short = Сведения от { $at-short }.
    .shortest = На { $at-short }.
stand = По состоянию на { $at }.
    .short = На { $at-short }.

## Services

services-off = Недоступно: { $services }.
services-off-link = Что недоступно: { $url }
services-more = ещё { $count }
services-limited = Доступно лишь частично: { $services }.
services-unclear = Пока неясно, доступно ли: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = Вы можете { $phrases }.
services-possible-names = Доступно: { $services }.
headline-services-off = { $who }: недоступно: { $services }.
headline-services-off-link = { $who }: что недоступно: { $url }
headline-services-limited = { $who }: доступно лишь частично: { $services }.
headline-services-possible = { $who }: вы можете { $phrases }.
headline-services-possible-names = { $who }: доступно: { $services }.
headline-restored = { $who }: вы снова можете { $phrases }.
headline-restored-names = { $who }: снова доступно: { $services }.
headline-restored-in-part = { $who }: снова доступно частично: { $services }.
headline-restored-some = { $who }: снова доступно больше услуг.
restored-in-part = Снова доступно частично: { $services }.
unaffected = Не затронуто: { $services }.

## Cause, progress, outlook

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Причина: кибератака.
           *[other] Причина: кибератака (цель: { $supplier }).
        }
        [technical-fault] { $supplier ->
            [none] Причина: техническая неисправность.
           *[other] Причина: техническая неисправность ({ $supplier }).
        }
        [power-outage] Причина: отключение электричества.
        [network-outage] { $supplier ->
            [none] Причина: сбой сети.
           *[other] Причина: сбой сети ({ $supplier }).
        }
       *[disaster] { $title ->
            [none] Причина: чрезвычайная ситуация в регионе.
           *[other] Причина: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Причина: кибератака.
        [technical-fault] Причина: техническая неисправность.
        [power-outage] Причина: отключение электричества.
        [network-outage] Причина: сбой сети.
       *[disaster] { $title ->
            [none] Причина: чрезвычайная ситуация.
           *[other] Причина: { $title }.
        }
    }
phase = { $phase ->
        [investigating] Причина ещё выясняется.
        [identified] Идёт восстановление систем.
        [workaround] Мы работаем в аварийном режиме.
       *[monitoring] Системы снова работают; мы наблюдаем за ними.
    }
is-over = { $cause ->
       *[other] Неполадки устранены.
        [disaster] Мы снова работаем как обычно.
    }
estimate = { $estimate ->
        [not-before] Обычная работа возобновится не раньше: { $at }.
        [expected] Обычная работа ожидается с { $at }.
        [expected-between] Обычная работа ожидается в период с { $at } до { $to }.
        [by] Обычная работа ожидается не позднее: { $at }.
        [resolved] { is-over }
       *[unknown] Пока неизвестно, когда всё снова заработает.
    }
    .short = { $estimate ->
        [not-before] Обычная работа – не раньше { $at-short }.
        [expected] Обычная работа ожидается с { $at-short }.
        [expected-between] Обычная работа ожидается: { $at-short } – { $to-short }.
        [by] Обычная работа ожидается не позднее { $at-short }.
        [resolved] { is-over }
       *[unknown] Пока неизвестно, сколько это продлится.
    }
    .shortest = { $estimate ->
        [not-before] Обычная работа – не раньше { $at-short }.
        [expected] Обычная работа – вероятно с { $at-short }.
        [expected-between] Обычная работа – вероятно { $at-short } – { $to-short }.
        [by] Обычная работа – вероятно не позднее { $at-short }.
        [resolved] { is-over }
       *[unknown] Срок пока неизвестен.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## By which ways we can be reached

reach-down = { $number ->
        [one] Не работает { $ways }.
       *[many] Не работают { $ways }.
    }
reach-limited = { $number ->
        [one] Лишь частично работает { $ways }.
       *[many] Лишь частично работают { $ways }.
    }
reach-unknown = { $number ->
        [one] Пока неизвестно, работает ли { $ways }.
       *[many] Пока неизвестно, работают ли { $ways }.
    }
reach-up = { $number ->
        [one] Работает { $ways }.
       *[many] Работают { $ways }.
    }
restored-reach = { $number ->
        [one] Снова работает { $ways }.
       *[many] Снова работают { $ways }.
    }
restored-reach-in-part = { $number ->
        [one] Снова частично работает { $ways }.
       *[many] Снова частично работают { $ways }.
    }
restored-counter = { $level ->
        [limited] Наши окна приёма снова работают, но с ограничениями.
       *[up] Наши окна приёма снова открыты.
    }
counter = { $level ->
        [up] Наши окна приёма открыты.
        [limited] Наши окна приёма работают с ограничениями.
        [down] Наши окна приёма закрыты.
       *[unknown] Пока неизвестно, откроются ли наши окна приёма.
    }

## Correction, withdrawal, end

correction = ИСПРАВЛЕНИЕ:
wrong-number = { $what ->
        [none] В нашей публикации от { $at } был указан неверный номер. Пожалуйста, не звоните по нему и не распространяйте публикацию. Приносим извинения за ошибку.
       *[other] Неверно в нашей публикации от { $at }: { $what }. Пожалуйста, не звоните по неверному номеру и не распространяйте публикацию. Приносим извинения за ошибку.
    }
    .short = В нашей публикации от { $at-short } был неверный номер. Не звоните по нему и не распространяйте. Просим извинить.
number-was-wrong = В публикации от { $at-short } неверный номер. Не звоните по нему.
wrong = { $what ->
        [none] В нашей публикации от { $at } это было неверно. Пожалуйста, не распространяйте её. Приносим извинения за ошибку.
       *[other] Неверно в нашей публикации от { $at }: { $what }. Пожалуйста, не распространяйте её. Приносим извинения за ошибку.
    }
    .short = В нашей публикации от { $at-short } это было неверно. Не распространяйте её. Просим извинить.
retraction = { $what ->
        [none] ОТОЗВАНО: Наша публикация от { $at } ({ $who }) была ошибочной и удалена. Пожалуйста, не распространяйте её. Приносим извинения за ошибку.
       *[other] ОТОЗВАНО: Наша публикация от { $at } ({ $who }) была ошибочной и удалена. Речь шла о следующем: { $what }. Пожалуйста, не распространяйте её. Приносим извинения за ошибку.
    }
    .short = { $what ->
        [none] ОТОЗВАНО: Наша публикация от { $at-short } ({ $who }) была ошибочной и удалена. Не распространяйте её. Просим извинить.
       *[other] ОТОЗВАНО: Наша публикация от { $at-short } ({ $who }) была ошибочной и удалена. Речь шла о следующем: { $what }. Не распространяйте её. Просим извинить.
    }
    .shortest = { $what ->
        [none] ОТОЗВАНО: Наша публикация от { $at-short } ({ $who }) была ошибочной и удалена. Не распространяйте её.
       *[other] ОТОЗВАНО: Наша публикация от { $at-short } ({ $who }) была ошибочной и удалена. Не распространяйте её. Просим извинить.
    }
retraction-several = { $what ->
        [none] ОТОЗВАНО: Несколько наших публикаций (последняя от { $at }, { $who }) были ошибочными и удалены. Пожалуйста, не распространяйте их. Приносим извинения за ошибку.
       *[other] ОТОЗВАНО: Несколько наших публикаций (последняя от { $at }, { $who }) были ошибочными и удалены. Речь шла о следующем: { $what }. Пожалуйста, не распространяйте их. Приносим извинения за ошибку.
    }
    .short = { $what ->
        [none] ОТОЗВАНО: Несколько публикаций (последняя от { $at-short }, { $who }) были ошибочными и удалены. Не распространяйте их. Просим извинить.
       *[other] ОТОЗВАНО: Несколько публикаций (последняя от { $at-short }, { $who }) были ошибочными и удалены. Речь шла о следующем: { $what }. Не распространяйте их. Просим извинить.
    }
    .shortest = { $what ->
        [none] ОТОЗВАНО: Несколько публикаций (последняя от { $at-short }, { $who }) были ошибочными и удалены. Не распространяйте их.
       *[other] ОТОЗВАНО: Несколько публикаций (последняя от { $at-short }, { $who }) были ошибочными и удалены. Не распространяйте их. Просим извинить.
    }
number-withdrawn = Один из номеров недействителен. Не звоните по нему.
all-clear = { $ways ->
        [none] { $cause ->
            [disaster] { $who }: мы снова работаем как обычно.
           *[other] { $who }: неполадки устранены.
        }
       *[other] СНОВА НА СВЯЗИ – { $who }: { $number ->
            [one] { $ways } работает. { is-over }
           *[many] { $ways } работают. { is-over }
        }
    }
    .short = { $ways ->
        [none] { $cause ->
            [disaster] { $who }: мы снова работаем как обычно.
           *[other] { $who }: неполадки устранены.
        }
       *[other] СНОВА НА СВЯЗИ – { $who }: { $number ->
            [one] { $ways } работает.
           *[many] { $ways } работают.
        }
    }

## At the end

link = Экстренная страница: { $url }
hashtags = { $tags }
authority = Официальным является текст на немецком языке.
more-in-german = { $url ->
        [none] Подробнее на немецком – в этом аккаунте.
       *[other] Подробнее на немецком: { $url }
    }
