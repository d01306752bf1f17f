### What the public reads in English. Translated from de.ftl; en.review.yaml says who vouches for which sentence.

## Words and times within sentences

exercise = EXERCISE – not a real incident.
    .short = EXERCISE – not real.
# Begins every text in this language on X.
language-name = English:
day = { $weekday } { $day } { $month-name }{ $other-year ->
        [yes] {" "}{ $year }
       *[no] {""}
    }
    .short = { $weekday-short } { $day } { $month-short }{ $other-year ->
        [yes] {" "}{ $year }
       *[no] {""}
    }
time = { day }, { $clock }
    .short = { day.short }, { $clock }
# 12 noon, 4:30 pm, 00:00. "Friday, midnight" may be the beginning or the end of the day.
clock = { $minute ->
        [0] { $hour ->
            [0] 00:00
            [12] 12 noon
            [24] midnight
           *[other] { $hour12 } { $half }
        }
       *[other] { $hour12 }:{ $minutes } { $half }
    }
    .short = { clock }
clock-twice = { $season ->
        [summer] { $clock } (summer time)
       *[winter] { $clock } (winter time)
    }
hour = { $hour ->
        [0] { $minute ->
            [0] midnight
           *[other] { clock }
        }
       *[other] { clock }
    }
    .short = { hour }
hours = { $always ->
        [yes] round the clock
       *[no] { $days ->
            [daily] daily { $opens } to { $closes }
            [day] { $first } { $opens } to { $closes }
            [same] { $opens } to { $closes }
           *[span] { $first } to { $last } { $opens } to { $closes }
        }
    }
    .short = { $always ->
        [yes] 24/7
       *[no] { $days ->
            [daily] daily { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
way-phone = { $use ->
        [subject] the phone
       *[other] phone
    }
way-website = { $use ->
        [subject] the website
       *[other] website
    }
way-online-services = { $use ->
        [subject] the online services
       *[other] online services
    }
way-email-in = incoming email
way-email-out = outgoing email
way-email = email
contact-name = { $contact ->
        [hotline] Helpline
        [emergency] Information line
        [desk] Information desk
        [page] Emergency page
        [number] Our number
        [phone] Phone
       *[other] Contact
    }
contact-on = only on { $at }
contact-from = from { $at }
contact-until = until { $at }

## Who, and what it means for me: the beginning of each text

cannot-work = { $kind ->
        [outage] { $cause ->
            [power-outage] { $who }: We cannot work because of the power outage.
            [network-outage] { $who }: We cannot work because of the network outage.
            [disaster] { $who }: We cannot work because of the current situation.
            [unknown] { $who }: We cannot work because of a fault.
           *[other] { $who }: We cannot work because of the IT outage.
        }
       *[status] { $cause ->
            [power-outage] { $who }: We cannot work at the moment because of the power outage.
            [network-outage] { $who }: We cannot work at the moment because of the network outage.
            [disaster] { $who }: We cannot work at the moment because of the current situation.
            [unknown] { $who }: We cannot work at the moment because of a fault.
           *[other] { $who }: We cannot work at the moment because of the IT outage.
        }
    }
    .short = { $who }: We cannot work at the moment.
    .shortest = { $who }: We cannot work.
unreachable = { $kind ->
        [outage] { $who }: cannot be reached by { $ways } until further notice.
       *[status] { $who }: cannot be reached by { $ways } at the moment.
    }
    .short = { $who }: cannot be reached by { $ways }.
    .shortest = { $who }: no { $ways }.
out-of-order = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } is not working.
           *[many] { $who }: { $ways } are not working.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } is not working at the moment.
           *[many] { $who }: { $ways } are not working at the moment.
        }
    }
    .short = { $who }: { $ways-by } not working.
closed = { $kind ->
        [outage] { $who }: Our front desks are closed.
       *[status] { $who }: Our front desks are closed at the moment.
    }
not-all-services = { $kind ->
        [outage] { $who }: Not all services are available.
       *[status] { $who }: Not all services are available at the moment.
    }
    .short = { $who }: not all services available.
partly-reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } is only partly working.
           *[many] { $who }: { $ways } are only partly working.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } is only partly working at the moment.
           *[many] { $who }: { $ways } are only partly working at the moment.
        }
    }
partly-open = { $kind ->
        [outage] { $who }: Our front desks are open only to a limited extent.
       *[status] { $who }: At the moment our front desks are open only to a limited extent.
    }
    .short = { $who }: front desks only partly open.
reachable = { $kind ->
        [outage] { $number ->
            [one] { $who }: { $ways } is working.
           *[many] { $who }: { $ways } are working.
        }
       *[status] { $number ->
            [one] { $who }: { $ways } is working at the moment.
           *[many] { $who }: { $ways } are working at the moment.
        }
    }
over = { $cause ->
       *[other] { $who }: There is no longer any disruption.
        [disaster] { $who }: We are working as usual again.
    }
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. We are finding out what this means for you.
           *[status] { $who }: { $title }. We do not know more yet.
        }
    }
    .short = { $who }: { $title }.
own-words = { $colon ->
        [yes] { $who }. { $text }
       *[no] { $who }: { $text }
    }

## Appointments

appointments-cancelled = { $period ->
        [day] All appointments on { $from } are cancelled.
        [between] All appointments from { $from } to { $until } are cancelled.
        [from] All appointments from { $from } are cancelled.
        [until] All appointments until { $until } are cancelled.
       *[open] All appointments are cancelled.
    }
    .short = { $period ->
        [day] Appointments on { $from-short } are cancelled.
        [between] Appointments { $from-short } to { $until-short } are cancelled.
        [from] Appointments from { $from-short } are cancelled.
        [until] Appointments until { $until-short } are cancelled.
       *[open] Appointments are cancelled.
    }
    .shortest = { $period ->
        [day] No appointments on { $from-short }.
        [between] No appointments { $from-short } to { $until-short }.
        [from] No appointments from { $from-short }.
        [until] No appointments until { $until-short }.
       *[open] No appointments.
    }
do-not-come = { $later ->
        [yes] Please do not come then.
       *[no] Please do not come.
    }
    .short = { $later ->
        [yes] Do not come then.
       *[no] Do not come.
    }
appointments-limited = { $period ->
        [day] Only some appointments on { $from } will go ahead.
        [between] Only some appointments from { $from } to { $until } will go ahead.
        [from] Only some appointments from { $from } will go ahead.
        [until] Only some appointments until { $until } will go ahead.
       *[open] Only some appointments will go ahead.
    }
    .short = { $period ->
        [day] Only some appointments on { $from-short }.
        [between] Only some appointments { $from-short } to { $until-short }.
        [from] Only some appointments from { $from-short }.
        [until] Only some appointments until { $until-short }.
       *[open] Only some appointments.
    }
appointments-take-place = { $period ->
        [day] All appointments on { $from } will go ahead.
        [between] All appointments from { $from } to { $until } will go ahead.
        [from] All appointments from { $from } will go ahead.
        [until] All appointments until { $until } will go ahead.
       *[open] All appointments will go ahead.
    }
appointments-unknown = { $period ->
        [day] We do not yet know whether appointments on { $from } will go ahead.
        [between] We do not yet know whether appointments from { $from } to { $until } will go ahead.
        [from] We do not yet know whether appointments from { $from } will go ahead.
        [until] We do not yet know whether appointments until { $until } will go ahead.
       *[open] We do not yet know whether appointments will go ahead.
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
        [yes] Emergency calls to 110/112 work again.
       *[no] Emergency calls to 110/112 work.
    }
    .short = { $again ->
        [yes] Emergency calls 110/112 work again.
       *[no] Emergency calls 110/112 work.
    }
    .shortest = { $again ->
        [yes] 110/112 calls work again.
       *[no] 110/112 calls work.
    }
emergency-until = Expected to last until { $at }.
    .short = Likely until { $at-short }.
emergency-calls-affected = { $status ->
        [limited] WARNING: Emergency calls to 110/112 are disrupted.
       *[unavailable] WARNING: Emergency calls to 110/112 do not work.
    }
    .short = { $status ->
        [limited] WARNING: Emergency calls 110/112 disrupted.
       *[unavailable] WARNING: Emergency calls 110/112 do not work.
    }

## What to do

say-urgent-at = Urgent matters: { $place }.
    .short = Urgent: { $place }.
say-stay-home = Please stay at home.
say-do-not-come = { $place ->
        [none] Please do not come.
       *[other] Please do not come: { $place }.
    }
say-wait = Please leave anything that is not urgent for later.
    .short = Please wait unless it is urgent.
say-call = Please phone instead of coming.
instruction-until = This applies until { $at }.
    .short = Applies until { $at-short }.
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes] Emails sent to us from { $since } to { $until } have not arrived yet.
           *[no] Emails sent to us from { $since } to { $until } are lost.
        }
        [until] { $later ->
            [yes] Emails sent to us until { $until } have not arrived yet.
           *[no] Emails sent to us until { $until } are lost.
        }
       *[since] { $later ->
            [yes] Emails sent to us since { $since } have not arrived yet.
           *[no] Emails sent to us since { $since } are not arriving.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] Emails from { $since-short } to { $until-short } have not arrived yet.
           *[no] Emails from { $since-short } to { $until-short } are lost.
        }
        [until] { $later ->
            [yes] Emails until { $until-short } have not arrived yet.
           *[no] Emails until { $until-short } are lost.
        }
       *[since] { $later ->
            [yes] Emails sent since { $since-short } have not arrived yet.
           *[no] Emails since { $since-short } are not arriving.
        }
    }
    .shortest = { $later ->
        [yes] Some emails have not arrived yet.
       *[no] { $period ->
            [between] Some emails are lost.
            [until] Emails until { $until-short } are lost.
           *[since] Emails are not arriving.
        }
    }
mail-resend = { $lost ->
        [yes] Please send them again.
       *[no] Please send us your emails again.
    }
    .short = { $lost ->
        [yes] Please resend.
       *[no] Please resend emails.
    }
mail-resend-by-post-or-phone = { $lost ->
        [yes] { $phone ->
            [down] Please contact us again by post.
           *[up] Please contact us again by post or phone.
        }
       *[no] { $phone ->
            [down] Please repeat your emails by post.
           *[up] Please repeat your emails by post or phone.
        }
    }
    .short = { $lost ->
        [yes] { $phone ->
            [down] Contact us again by post.
           *[up] Contact us again by post or phone.
        }
       *[no] { $phone ->
            [down] Repeat emails by post.
           *[up] Repeat emails by post or phone.
        }
    }
    .shortest = { $lost ->
        [yes] { $phone ->
            [down] Repeat by post.
           *[up] Repeat by post or phone.
        }
       *[no] { $phone ->
            [down] Repeat emails by post.
           *[up] Repeat emails by post or phone.
        }
    }
mail-use-post-or-phone = { $phone ->
        [down] Please write to us by post instead of email.
       *[up] Please use post or phone instead of email.
    }
    .short = { $phone ->
        [down] Use post, not email.
       *[up] Use post or phone, not email.
    }
    .shortest = Please do not email.
mail-delivered-later = { $lost ->
        [yes] They will be delivered later.
       *[no] Emails to us will be delivered later.
    }
    .short = { $lost ->
        [yes] They will arrive later.
       *[no] Emails will arrive later.
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
        [none] { $who }. { $name }: { $ways }.
       *[other] { $who }. { $name }, { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $who }. { $name }: { $ways-short }.
       *[other] { $who }. { $name }, { $purpose }: { $ways-short }.
    }
contact-lines = { $lines ->
        [1] There is only one line.
        [2] There are only two lines.
        [3] There are only three lines.
        [4] There are only four lines.
        [5] There are only five lines.
       *[other] There are only { $lines } lines.
    }

## When there is more, and how old this is

next = Next update: { $at }.
    .short = Next update: { $at-short }.
    .shortest = More on { $at-short }.
next-update = the time of the next update
facts-from = This information is from { $at }.
    .short = Information from { $at-short }.
    .shortest = As of { $at-short }.
stand = As of { $at }.
    .short = As of { $at-short }.

## Services

services-off = Not available: { $services }.
services-off-link = What is not available: { $url }
services-more = { $count } others
services-limited = Only partly available: { $services }.
services-unclear = We do not yet know if we can offer: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = You can { $phrases }.
services-possible-names = Available: { $services }.
headline-services-off = { $kind ->
        [outage] { $who }, not available: { $services }.
       *[status] { $who }, not available at the moment: { $services }.
    }
    .short = { $who }, not available: { $services }.
headline-services-off-link = { $who }, what is not available: { $url }
    .short = { $who }, not available: { $url }
headline-services-limited = { $kind ->
        [outage] { $who }, only partly available: { $services }.
       *[status] { $who }, only partly available at the moment: { $services }.
    }
    .short = { $who }, only partly available: { $services }.
headline-services-possible = { $who }: You can { $phrases }.
headline-services-possible-names = { $who }, available: { $services }.
headline-restored = { $who }: You can { $phrases } again.
headline-restored-names = { $who }, available again: { $services }.
headline-restored-in-part = { $who }, partly available again: { $services }.
    .short = { $who }, partly available: { $services }.
headline-restored-some = { $who }: More services are available again.
    .short = { $who }: more services available again.
restored-in-part = Partly available again: { $services }.
    .short = Partly available: { $services }.
unaffected = Not affected: { $services }.

## Cause, progress, outlook

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Cause: cyberattack.
           *[other] Cause: cyberattack on { $supplier }.
        }
        [technical-fault] { $supplier ->
            [none] Cause: technical fault.
           *[other] Cause: technical fault at { $supplier }.
        }
        [power-outage] Cause: power outage.
        [network-outage] { $supplier ->
            [none] Cause: network outage.
           *[other] Cause: network outage at { $supplier }.
        }
       *[disaster] { $title ->
            [none] Cause: the current situation in the area.
           *[other] Cause: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Cause: cyberattack.
        [technical-fault] Cause: technical fault.
        [power-outage] Cause: power outage.
        [network-outage] Cause: network outage.
       *[disaster] { $title ->
            [none] Cause: the current situation.
           *[other] Cause: { $title }.
        }
    }
phase = { $phase ->
        [investigating] The cause is still being investigated.
        [identified] Our systems are being restored.
        [workaround] We are running a reduced service.
       *[monitoring] The systems are running again; we are monitoring them.
    }
is-over = { $cause ->
       *[other] The disruption is over.
        [disaster] We are working as usual again.
    }
estimate = { $estimate ->
        [not-before] We do not expect normal service before { $at }.
        [expected] We expect normal service from { $at }.
        [expected-between] We expect normal service between { $at } and { $to }.
        [by] We expect normal service by { $at } at the latest.
        [resolved] { is-over }
       *[unknown] We do not yet know when everything will work again.
    }
    .short = { $estimate ->
        [not-before] Normal service not before { $at-short }.
        [expected] Normal service expected from { $at-short }.
        [expected-between] Normal service expected between { $at-short } and { $to-short }.
        [by] Normal service expected by { $at-short }.
        [resolved] { is-over }
       *[unknown] We do not yet know how long it will take.
    }
    .shortest = { $estimate ->
        [not-before] Normal service not before { $at-short }.
        [expected] Normal service expected from { $at-short }.
        [expected-between] Normal service expected between { $at-short } and { $to-short }.
        [by] Normal service expected by { $at-short }.
        [resolved] { is-over }
       *[unknown] Duration not yet known.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## By which ways we can be reached

reach-down = { $number ->
        [one] { $ways } is not working.
       *[many] { $ways } are not working.
    }
reach-limited = { $number ->
        [one] { $ways } is only partly working.
       *[many] { $ways } are only partly working.
    }
reach-unknown = { $number ->
        [one] We do not yet know whether { $ways } is working.
       *[many] We do not yet know whether { $ways } are working.
    }
reach-up = { $number ->
        [one] { $ways } is working.
       *[many] { $ways } are working.
    }
restored-reach = { $number ->
        [one] { $ways } is working again.
       *[many] { $ways } are working again.
    }
    .short = { $number ->
        [one] { $ways } works again.
       *[many] { $ways } work again.
    }
restored-reach-in-part = { $number ->
        [one] { $ways } is working again, but only partly.
       *[many] { $ways } are working again, but only partly.
    }
    .short = { $number ->
        [one] { $ways } partly works again.
       *[many] { $ways } partly work again.
    }
restored-counter = { $level ->
        [limited] Our front desks are open again to a limited extent.
       *[up] Our front desks are open again.
    }
    .short = { $level ->
        [limited] Front desks partly open again.
       *[up] Front desks open again.
    }
counter = { $level ->
        [up] Our front desks are open.
        [limited] Our front desks are open only to a limited extent.
        [down] Our front desks are closed.
       *[unknown] We do not yet know whether our front desks will open.
    }

## Correction, withdrawal, end

correction = CORRECTION –
wrong-number = { $what ->
        [none] Our post of { $at } gave a wrong number. Please do not call it, and do not share the post. We apologise for the mistake.
       *[other] Wrong in our post of { $at }: { $what }. Please do not call the wrong number, and do not share the post. We apologise for the mistake.
    }
    .short = { $what ->
        [none] Our post of { $at-short } gave a wrong number. Do not call it or share the post. We apologise.
       *[other] Wrong in our post of { $at-short }: { $what }. Do not call the wrong number or share the post. We apologise.
    }
number-was-wrong = Our post of { $at-short } gave a wrong number. Do not call it.
wrong = { $what ->
        [none] Our post of { $at } was wrong about this. Please do not share it. We apologise for the mistake.
       *[other] Wrong in our post of { $at }: { $what }. Please do not share that post. We apologise for the mistake.
    }
    .short = { $what ->
        [none] Our post of { $at-short } was wrong about this. Please do not share it. We apologise.
       *[other] Wrong in our post of { $at-short }: { $what }. Please do not share that post. We apologise.
    }
    .shortest = Our post of { $at-short } was wrong. Do not share it. We apologise.
retraction = { $what ->
        [none] { $kind ->
           *[other] WITHDRAWN – { $who }: Our post of { $at } was wrong and has been deleted. Please do not share it. We apologise for the mistake.
            [all-clear] WITHDRAWN – { $who }: Our post of { $at }, which said that the disruption was over, was wrong and has been deleted. Please do not share it. We apologise for the mistake.
        }
       *[other] WITHDRAWN – { $who }: Our post of { $at } was wrong and has been deleted. It was about: { $what }. Please do not share that post. We apologise for the mistake.
    }
    .short = { $what ->
        [none] { $kind ->
           *[other] WITHDRAWN – { $who }: Our post of { $at-short } was wrong and has been deleted. Do not share it. We apologise.
            [all-clear] WITHDRAWN – { $who }: Our post of { $at-short }, which said that the disruption was over, was wrong and has been deleted. Do not share it. We apologise.
        }
       *[other] WITHDRAWN – { $who }: Our post of { $at-short } was wrong and has been deleted. It was about: { $what }. Do not share it. We apologise.
    }
    .shortest = { $what ->
        [none] WITHDRAWN – { $who }: Our post of { $at-short } was wrong and has been deleted. Do not share it.
       *[other] WITHDRAWN – { $who }: Our post of { $at-short } was wrong and has been deleted. Do not share it. We apologise.
    }
retraction-several = { $what ->
        [none] WITHDRAWN – { $who }: Several of our posts, the latest of { $at }, were wrong and have been deleted. Please do not share them. We apologise for the mistake.
       *[other] WITHDRAWN – { $who }: Several of our posts, the latest of { $at }, were wrong and have been deleted. They were about: { $what }. Please do not share those posts. We apologise for the mistake.
    }
    .short = { $what ->
        [none] WITHDRAWN – { $who }: Several posts, the latest of { $at-short }, were wrong and have been deleted. Do not share them. We apologise.
       *[other] WITHDRAWN – { $who }: Several posts, the latest of { $at-short }, were wrong and have been deleted. They were about: { $what }. Do not share them. We apologise.
    }
    .shortest = { $what ->
        [none] WITHDRAWN – { $who }: Several posts, the latest of { $at-short }, were wrong and have been deleted. Do not share them.
       *[other] WITHDRAWN – { $who }: Several posts, the latest of { $at-short }, were wrong and have been deleted. Do not share them. We apologise.
    }
number-withdrawn = A number given there is not valid. Please do not call it.
all-clear = { $ways ->
        [none] { $who }: { is-over }
       *[other] BACK IN SERVICE – { $who }: { $number ->
            [one] { $ways } is working. { is-over }
           *[many] { $ways } are working. { is-over }
        }
    }
    .short = { $ways ->
        [none] { $who }: { is-over }
       *[other] BACK IN SERVICE – { $who }: { $number ->
            [one] { $ways } is working.
           *[many] { $ways } are working.
        }
    }

## At the end

link = Emergency page: { $url }
hashtags = { $tags }
authority = German version is authoritative.
more-in-german = { $url ->
        [none] More in German on this account.
       *[other] More in German: { $url }
    }
