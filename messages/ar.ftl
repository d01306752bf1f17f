### What the public reads in Arabic. Translated from de.ftl; a draft until ar.review.yaml says who vouches for which sentence.
### The program isolates numbers and names from the left for their direction: each takes four characters more on X.

## Words and times within sentences

exercise = تمرين – ليس حقيقيًا.
language-name = العربية:
day = { $weekday } { $day } { $month-name }{ $other-year ->
        [yes] {" "}{ $year }
       *[no] {""}
    }
    .short = { $weekday } { $day }/{ $month }{ $other-year ->
        [yes] /{ $year }
       *[no] {""}
    }
time = { day }، الساعة { $clock }
    .short = { day.short }، { $clock }
clock = { $hour }:{ $minutes }
    .short = { clock }
clock-twice = { $season ->
        [summer] { $clock } (بالتوقيت الصيفي)
       *[winter] { $clock } (بالتوقيت الشتوي)
    }
hour = { clock }
    .short = { clock }
hours = { $always ->
        [yes] على مدار الساعة
       *[no] { $days ->
            [daily] يوميًا من { $opens } إلى { $closes }
            [day] { $first } من { $opens } إلى { $closes }
            [same] من { $opens } إلى { $closes }
           *[span] من { $first } إلى { $last } من { $opens } إلى { $closes }
        }
    }
    .short = { $always ->
        [yes] على مدار الساعة
       *[no] { $days ->
            [daily] يوميًا { $opens } إلى { $closes }
            [day] { $first } { $opens } إلى { $closes }
            [same] { $opens } إلى { $closes }
           *[span] { $first } إلى { $last } { $opens } إلى { $closes }
        }
    }
way-phone = الهاتف
way-website = الموقع الإلكتروني
way-online-services = الخدمات الإلكترونية
way-email-in = { $use ->
        [by] البريد الإلكتروني
       *[alone] استقبال البريد الإلكتروني
    }
way-email-out = { $use ->
        [by] البريد الإلكتروني
       *[alone] إرسال البريد الإلكتروني
    }
way-email = البريد الإلكتروني
contact-name = { $contact ->
        [hotline] الخط الساخن
        [emergency] هاتف المواطنين
        [desk] مكتب المعلومات
        [page] صفحة الطوارئ
        [number] رقمنا
        [phone] الهاتف
       *[other] جهة الاتصال
    }
contact-on = في { $at } فقط
contact-from = من { $at }
contact-until = حتى { $at }

## Who, and what it means for me: the beginning of each text

cannot-work = { $cause ->
        [power-outage] { $who }: لا يمكننا العمل بسبب انقطاع الكهرباء.
        [network-outage] { $who }: لا يمكننا العمل بسبب انقطاع الشبكة.
        [disaster] { $who }: لا يمكننا العمل بسبب حالة الطوارئ.
        [unknown] { $who }: لا يمكننا العمل بسبب عطل.
       *[other] { $who }: لا يمكننا العمل بسبب تعطل أنظمة الحاسوب.
    }
    .short = { $who }: لا يمكننا العمل حاليًا.
unreachable = { $kind ->
        [outage] { $who }: لا يمكن التواصل معنا عبر { $ways } حتى إشعار آخر.
       *[status] { $who }: لا يمكن التواصل معنا حاليًا عبر { $ways }.
    }
    .short = { $who }: لا يمكن التواصل معنا عبر { $ways }.
    .shortest = { $who }: لا تواصل عبر { $ways }.
out-of-order = { $kind ->
        [outage] { $who }: لا يعمل ما يلي: { $ways }.
       *[status] { $who }: لا يعمل حاليًا ما يلي: { $ways }.
    }
closed = { $kind ->
        [outage] { $who }: شبابيك المراجعين مغلقة.
       *[status] { $who }: شبابيك المراجعين مغلقة حاليًا.
    }
not-all-services = { $kind ->
        [outage] { $who }: بعض الخدمات غير متاحة.
       *[status] { $who }: بعض الخدمات غير متاحة حاليًا.
    }
partly-reachable = { $kind ->
        [outage] { $who }: يعمل جزئيًا فقط ما يلي: { $ways }.
       *[status] { $who }: يعمل حاليًا جزئيًا فقط ما يلي: { $ways }.
    }
reachable = { $kind ->
        [outage] { $who }: يعمل ما يلي: { $ways }.
       *[status] { $who }: يعمل حاليًا ما يلي: { $ways }.
    }
partly-open = { $kind ->
        [outage] { $who }: شبابيك المراجعين مفتوحة بشكل محدود فقط.
       *[status] { $who }: شبابيك المراجعين مفتوحة حاليًا بشكل محدود فقط.
    }
over = { $cause ->
       *[other] { $who }: لا يوجد عطل حاليًا.
        [disaster] { $who }: عدنا إلى العمل كالمعتاد.
    }
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. نعمل على معرفة ما يعنيه ذلك لكم.
           *[status] { $who }: { $title }. لا نعرف أكثر من ذلك بعد.
        }
    }
    .short = { $who }: { $title }.
own-words = { $who }: { $text }

## Appointments

appointments-cancelled = { $period ->
        [day] جميع المواعيد يوم { $from } ملغاة.
        [between] جميع المواعيد من { $from } حتى نهاية يوم { $until } ملغاة.
        [from] جميع المواعيد ابتداءً من { $from } ملغاة.
        [until] جميع المواعيد حتى نهاية يوم { $until } ملغاة.
       *[open] جميع المواعيد ملغاة.
    }
    .short = { $period ->
        [day] المواعيد يوم { $from-short } ملغاة.
        [between] المواعيد من { $from-short } حتى نهاية { $until-short } ملغاة.
        [from] المواعيد من { $from-short } ملغاة.
        [until] المواعيد حتى نهاية { $until-short } ملغاة.
       *[open] المواعيد ملغاة.
    }
    .shortest = { $period ->
        [day] لا مواعيد { $from-short }.
        [between] لا مواعيد { $from-short } إلى { $until-short }.
        [from] لا مواعيد من { $from-short }.
        [until] لا مواعيد حتى نهاية { $until-short }.
       *[open] لا مواعيد.
    }
do-not-come = { $later ->
        [yes] يرجى عدم الحضور حينها.
       *[no] يرجى عدم الحضور.
    }
    .short = { $later ->
        [yes] لا تحضروا حينها.
       *[no] لا تحضروا.
    }
appointments-limited = { $period ->
        [day] يوم { $from } ستتم بعض المواعيد فقط.
        [between] من { $from } حتى نهاية يوم { $until } ستتم بعض المواعيد فقط.
        [from] ابتداءً من { $from } ستتم بعض المواعيد فقط.
        [until] حتى نهاية يوم { $until } ستتم بعض المواعيد فقط.
       *[open] ستتم بعض المواعيد فقط.
    }
    .short = { $period ->
        [day] ستتم بعض المواعيد فقط يوم { $from-short }.
        [between] ستتم بعض المواعيد فقط من { $from-short } حتى نهاية { $until-short }.
        [from] ستتم بعض المواعيد فقط من { $from-short }.
        [until] ستتم بعض المواعيد فقط حتى نهاية { $until-short }.
       *[open] ستتم بعض المواعيد فقط.
    }
appointments-take-place = { $period ->
        [day] جميع المواعيد يوم { $from } ستتم كما هو مقرر.
        [between] جميع المواعيد من { $from } حتى نهاية يوم { $until } ستتم كما هو مقرر.
        [from] جميع المواعيد ابتداءً من { $from } ستتم كما هو مقرر.
        [until] جميع المواعيد حتى نهاية يوم { $until } ستتم كما هو مقرر.
       *[open] جميع المواعيد ستتم كما هو مقرر.
    }
appointments-unknown = { $period ->
        [day] لا نعرف بعد هل ستتم المواعيد يوم { $from }.
        [between] لا نعرف بعد هل ستتم المواعيد من { $from } حتى نهاية يوم { $until }.
        [from] لا نعرف بعد هل ستتم المواعيد ابتداءً من { $from }.
        [until] لا نعرف بعد هل ستتم المواعيد حتى نهاية يوم { $until }.
       *[open] لا نعرف بعد هل ستتم المواعيد.
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
        [yes] رقم الطوارئ 110/112 يعمل من جديد.
       *[no] رقم الطوارئ 110/112 يعمل.
    }
    .short = { $again ->
        [yes] الطوارئ 110/112 تعمل من جديد.
       *[no] الطوارئ 110/112 تعمل.
    }
emergency-until = { $whole-day ->
        [yes] من المتوقع أن يستمر ذلك حتى نهاية يوم { $at }.
       *[no] من المتوقع أن يستمر ذلك حتى { $at }.
    }
emergency-calls-affected = { $status ->
        [limited] تنبيه: رقم الطوارئ 110/112 به خلل.
       *[unavailable] تنبيه: رقم الطوارئ 110/112 لا يعمل.
    }

## What to do

say-urgent-at = للأمور العاجلة: { $place }.
    .short = للعاجل: { $place }.
say-stay-home = يرجى البقاء في المنزل.
say-do-not-come = { $place ->
        [none] يرجى عدم الحضور إلينا.
       *[other] يرجى عدم الحضور إلى: { $place }.
    }
say-wait = يرجى تأجيل كل ما ليس عاجلًا.
say-call = يرجى الاتصال هاتفيًا بدلًا من الحضور.
instruction-until = { $whole-day ->
        [yes] يسري ذلك حتى نهاية يوم { $at }.
       *[no] يسري ذلك حتى { $at }.
    }
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes] الرسائل الإلكترونية المرسلة إلينا من { $since } حتى { $until } لم تصل بعد.
           *[no] الرسائل الإلكترونية المرسلة إلينا من { $since } حتى { $until } فُقدت.
        }
        [until] { $later ->
            [yes] الرسائل الإلكترونية المرسلة إلينا حتى { $until } لم تصل بعد.
           *[no] الرسائل الإلكترونية المرسلة إلينا حتى { $until } فُقدت.
        }
       *[since] { $later ->
            [yes] الرسائل الإلكترونية المرسلة إلينا منذ { $since } لم تصل بعد.
           *[no] الرسائل الإلكترونية المرسلة إلينا منذ { $since } لا تصل.
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] الرسائل الإلكترونية من { $since-short } حتى { $until-short } لم تصل بعد.
           *[no] الرسائل الإلكترونية من { $since-short } حتى { $until-short } فُقدت.
        }
        [until] { $later ->
            [yes] الرسائل الإلكترونية حتى { $until-short } لم تصل بعد.
           *[no] الرسائل الإلكترونية حتى { $until-short } فُقدت.
        }
       *[since] { $later ->
            [yes] الرسائل الإلكترونية منذ { $since-short } لم تصل بعد.
           *[no] الرسائل الإلكترونية منذ { $since-short } لا تصل.
        }
    }
mail-resend = { $lost ->
        [yes] يرجى إرسالها مرة أخرى.
       *[no] يرجى إعادة إرسال رسائلكم الإلكترونية إلينا.
    }
mail-resend-by-post-or-phone = { $phone ->
        [down] يرجى تكرار طلبكم بالبريد العادي.
       *[up] يرجى تكرار طلبكم بالبريد العادي أو بالهاتف.
    }
mail-use-post-or-phone = { $phone ->
        [down] يرجى استخدام البريد العادي بدلًا من البريد الإلكتروني.
       *[up] يرجى استخدام البريد العادي أو الهاتف بدلًا من البريد الإلكتروني.
    }
mail-delivered-later = { $lost ->
        [yes] ستصل لاحقًا.
       *[no] الرسائل الإلكترونية المرسلة إلينا ستصل لاحقًا.
    }

## Phone numbers and other contacts

contact = { $purpose ->
        [none] { $name }: { $ways }.
       *[other] { $name }، { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $name }: { $ways-short }.
       *[other] { $name }، { $purpose }: { $ways-short }.
    }
headline-contact = { $purpose ->
        [none] { $who }: { $name } { $ways }.
       *[other] { $who }، { $purpose }: { $name } { $ways }.
    }
    .short = { $purpose ->
        [none] { $who }: { $name } { $ways-short }.
       *[other] { $who }، { $purpose }: { $name } { $ways-short }.
    }
headline-contact-place = { $purpose ->
        [none] { $who }، { $name }: { $ways }.
       *[other] { $who }، { $name }، { $purpose }: { $ways }.
    }
    .short = { $purpose ->
        [none] { $who }، { $name }: { $ways-short }.
       *[other] { $who }، { $name }، { $purpose }: { $ways-short }.
    }
contact-lines = { $lines ->
        [1] يوجد خط هاتفي واحد فقط.
        [2] يوجد خطان هاتفيان فقط.
        [3] توجد ثلاثة خطوط هاتفية فقط.
        [few] توجد { $lines } خطوط هاتفية فقط.
       *[other] عدد الخطوط الهاتفية: { $lines } فقط.
    }

## When there is more, and how old this is

next = المعلومات القادمة: { $at }.
    .short = المعلومات القادمة: { $at-short }.
    .shortest = الجديد: { $at-short }.
next-update = موعد المعلومات القادمة
facts-from = هذه المعلومات بتاريخ { $at }.
    .short = المعلومات بتاريخ { $at-short }.
    .shortest = بتاريخ { $at-short }.
stand = آخر تحديث: { $at }.
    .short = آخر تحديث: { $at-short }.

## Services

services-off = غير متاح: { $services }.
services-off-link = ما هو غير متاح: { $url }
services-more = { $count } غيرها
services-limited = متاح جزئيًا فقط: { $services }.
services-unclear = لم يتضح بعد وضع ما يلي: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = يمكنكم ما يلي: { $phrases }.
services-possible-names = متاح: { $services }.
headline-services-off = { $who }: غير متاح: { $services }.
headline-services-off-link = { $who }: ما هو غير متاح: { $url }
headline-services-limited = { $who }: متاح جزئيًا فقط: { $services }.
headline-services-possible = { $who }: يمكنكم ما يلي: { $phrases }.
headline-services-possible-names = { $who }: متاح: { $services }.
headline-restored = { $who }: يمكنكم من جديد ما يلي: { $phrases }.
headline-restored-names = { $who }: متاح من جديد: { $services }.
headline-restored-in-part = { $who }: متاح جزئيًا من جديد: { $services }.
headline-restored-some = { $who }: خدمات أخرى متاحة من جديد.
restored-in-part = متاح جزئيًا من جديد: { $services }.
unaffected = غير متأثر: { $services }.

## Cause, progress, outlook

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] السبب: هجوم إلكتروني.
           *[other] السبب: هجوم إلكتروني على { $supplier }.
        }
        [technical-fault] { $supplier ->
            [none] السبب: عطل تقني.
           *[other] السبب: عطل تقني لدى { $supplier }.
        }
        [power-outage] السبب: انقطاع الكهرباء.
        [network-outage] { $supplier ->
            [none] السبب: انقطاع الشبكة.
           *[other] السبب: انقطاع الشبكة لدى { $supplier }.
        }
       *[disaster] { $title ->
            [none] السبب: حالة الطوارئ في المنطقة.
           *[other] السبب: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] السبب: هجوم إلكتروني.
        [technical-fault] السبب: عطل تقني.
        [power-outage] السبب: انقطاع الكهرباء.
        [network-outage] السبب: انقطاع الشبكة.
       *[disaster] { $title ->
            [none] السبب: حالة الطوارئ.
           *[other] السبب: { $title }.
        }
    }
phase = { $phase ->
        [investigating] ما زال البحث عن السبب جاريًا.
        [identified] يجري العمل على استعادة الأنظمة.
        [workaround] نعمل حاليًا بنظام الطوارئ.
       *[monitoring] الأنظمة تعمل من جديد ونحن نراقبها.
    }
is-over = { $cause ->
       *[other] انتهى العطل.
        [disaster] عدنا إلى العمل كالمعتاد.
    }
estimate = { $estimate ->
        [not-before] لا نتوقع عودة العمل الطبيعي قبل { $at }.
        [expected] نتوقع عودة العمل الطبيعي من { $at }.
        [expected-between] نتوقع عودة العمل الطبيعي بين { $at } و{ $to }.
        [by] نتوقع عودة العمل الطبيعي في موعد أقصاه { $at }.
        [resolved] { is-over }
       *[unknown] لا نعرف بعد متى سيعمل كل شيء من جديد.
    }
    .short = { $estimate ->
        [not-before] العمل الطبيعي ليس قبل { $at-short }.
        [expected] العمل الطبيعي متوقع من { $at-short }.
        [expected-between] العمل الطبيعي متوقع بين { $at-short } و{ $to-short }.
        [by] العمل الطبيعي متوقع في موعد أقصاه { $at-short }.
        [resolved] { is-over }
       *[unknown] لا نعرف بعد كم سيستغرق ذلك.
    }
    .shortest = { $estimate ->
        [not-before] العودة ليست قبل { $at-short }.
        [expected] العودة تقريبًا من { $at-short }.
        [expected-between] العودة تقريبًا بين { $at-short } و{ $to-short }.
        [by] العودة متوقعة في موعد أقصاه { $at-short }.
        [resolved] { is-over }
       *[unknown] المدة غير معروفة بعد.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## By which ways we can be reached

reach-down = لا يعمل حاليًا ما يلي: { $ways }.
reach-limited = يعمل جزئيًا فقط ما يلي: { $ways }.
reach-unknown = لا نعرف بعد هل يعمل ما يلي: { $ways }.
reach-up = يعمل ما يلي: { $ways }.
restored-reach = يعمل من جديد ما يلي: { $ways }.
restored-reach-in-part = يعمل من جديد جزئيًا ما يلي: { $ways }.
restored-counter = { $level ->
        [limited] شبابيك المراجعين مفتوحة من جديد بشكل محدود.
       *[up] شبابيك المراجعين مفتوحة من جديد.
    }
counter = { $level ->
        [up] شبابيك المراجعين مفتوحة.
        [limited] شبابيك المراجعين مفتوحة بشكل محدود فقط.
        [down] شبابيك المراجعين مغلقة.
       *[unknown] لا نعرف بعد هل ستفتح شبابيك المراجعين.
    }

## Correction, withdrawal, end

correction = تصحيح:
wrong-number = { $what ->
        [none] ورد في منشورنا بتاريخ { $at } رقم خاطئ. يرجى عدم الاتصال به وعدم مشاركة المنشور. نعتذر عن الخطأ.
       *[other] الخطأ في منشورنا بتاريخ { $at }: { $what }. يرجى عدم الاتصال بالرقم الخاطئ وعدم مشاركة المنشور. نعتذر عن الخطأ.
    }
    .short = ورد في منشورنا بتاريخ { $at-short } رقم خاطئ. لا تتصلوا به ولا تشاركوا المنشور. نعتذر.
number-was-wrong = رقم خاطئ في منشورنا بتاريخ { $at-short }. لا تتصلوا به.
wrong = { $what ->
        [none] كان منشورنا بتاريخ { $at } خاطئًا في هذا الأمر. يرجى عدم مشاركته. نعتذر عن الخطأ.
       *[other] الخطأ في منشورنا بتاريخ { $at }: { $what }. يرجى عدم مشاركته. نعتذر عن الخطأ.
    }
    .short = كان منشورنا بتاريخ { $at-short } خاطئًا في هذا الأمر. لا تشاركوه. نعتذر.
retraction = { $what ->
        [none] تم السحب: كان منشورنا بتاريخ { $at } ({ $who }) خاطئًا وقد حُذف. يرجى عدم مشاركته. نعتذر عن الخطأ.
       *[other] تم السحب: كان منشورنا بتاريخ { $at } ({ $who }) خاطئًا وقد حُذف. الأمر يتعلق بما يلي: { $what }. يرجى عدم مشاركته. نعتذر عن الخطأ.
    }
    .short = { $what ->
        [none] تم السحب: كان منشورنا بتاريخ { $at-short } ({ $who }) خاطئًا وقد حُذف. لا تشاركوه. نعتذر.
       *[other] تم السحب: كان منشورنا بتاريخ { $at-short } ({ $who }) خاطئًا وقد حُذف. الأمر يتعلق بما يلي: { $what }. لا تشاركوه. نعتذر.
    }
    .shortest = { $what ->
        [none] تم السحب: كان منشورنا بتاريخ { $at-short } ({ $who }) خاطئًا وقد حُذف. لا تشاركوه.
       *[other] تم السحب: كان منشورنا بتاريخ { $at-short } ({ $who }) خاطئًا وقد حُذف. لا تشاركوه. نعتذر.
    }
retraction-several = { $what ->
        [none] تم السحب: كان عدد من منشوراتنا، آخرها بتاريخ { $at } ({ $who })، خاطئًا وقد حُذفت. يرجى عدم مشاركتها. نعتذر عن الخطأ.
       *[other] تم السحب: كان عدد من منشوراتنا، آخرها بتاريخ { $at } ({ $who })، خاطئًا وقد حُذفت. الأمر يتعلق بما يلي: { $what }. يرجى عدم مشاركتها. نعتذر عن الخطأ.
    }
    .short = { $what ->
        [none] تم السحب: كان عدد من منشوراتنا، آخرها بتاريخ { $at-short } ({ $who })، خاطئًا وقد حُذفت. لا تشاركوها. نعتذر.
       *[other] تم السحب: كان عدد من منشوراتنا، آخرها بتاريخ { $at-short } ({ $who })، خاطئًا وقد حُذفت. الأمر يتعلق بما يلي: { $what }. لا تشاركوها. نعتذر.
    }
    .shortest = { $what ->
        [none] تم السحب: كان عدد من منشوراتنا، آخرها بتاريخ { $at-short } ({ $who })، خاطئًا وقد حُذفت. لا تشاركوها.
       *[other] تم السحب: كان عدد من منشوراتنا، آخرها بتاريخ { $at-short } ({ $who })، خاطئًا وقد حُذفت. لا تشاركوها. نعتذر.
    }
number-withdrawn = أحد الأرقام غير صالح. لا تتصلوا به.
all-clear = { $ways ->
        [none] { $who }: { is-over }
       *[other] عاد التواصل – { $who }: يعمل ما يلي: { $ways }. { is-over }
    }
    .short = { $ways ->
        [none] { $who }: { is-over }
       *[other] عاد التواصل – { $who }: يعمل ما يلي: { $ways }.
    }

## At the end

link = صفحة الطوارئ: { $url }
hashtags = { $tags }
authority = النص الألماني هو المعتمد.
more-in-german = { $url ->
        [none] المزيد بالألمانية على هذا الحساب.
       *[other] المزيد بالألمانية: { $url }
    }
