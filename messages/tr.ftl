### What the public reads in Turkish. Translated from de.ftl; a draft until tr.review.yaml says who vouches for which sentence.
### Names and dates get no suffixes: nouns such as gün take them, or the sentence has a colon.

## Words and times within sentences

exercise = TATBİKAT – gerçek bir olay değildir.
language-name = Türkçe:
day = { $day } { $month-name }{ $other-year ->
        [yes] {" "}{ $year }
       *[no] {""}
    } { $weekday }
    .short = { $day } { $month-short }{ $other-year ->
        [yes] {" "}{ $year }
       *[no] {""}
    } { $weekday-short }
time = { day }, saat { $clock }
    .short = { day.short }, { $clock }
clock = { $hour }:{ $minutes }
    .short = { clock }
clock-twice = { $season ->
        [summer] { $clock } (yaz saati)
       *[winter] { $clock } (kış saati)
    }
hour = { clock }
    .short = { clock }
hours = { $always ->
        [yes] 7 gün 24 saat
       *[no] { $days ->
            [daily] her gün { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
    .short = { $always ->
        [yes] 7/24
       *[no] { $days ->
            [daily] her gün { $opens }–{ $closes }
            [day] { $first } { $opens }–{ $closes }
            [same] { $opens }–{ $closes }
           *[span] { $first }–{ $last } { $opens }–{ $closes }
        }
    }
way-phone = telefon
way-website = internet sitesi
way-online-services = çevrim içi hizmetler
way-email-in = { $use ->
        [by] e-posta
       *[alone] e-posta alımı
    }
way-email-out = { $use ->
        [by] e-posta
       *[alone] e-posta gönderimi
    }
way-email = e-posta
contact-name = { $contact ->
        [hotline] Yardım hattı
        [emergency] Vatandaş hattı
        [desk] Danışma masası
        [page] Acil durum sayfası
        [number] Numaramız
        [phone] Telefon
       *[other] İletişim
    }
contact-on = yalnızca { $at }
contact-from = { $at } itibarıyla
contact-until = bitiş: { $at }

## Who, and what it means for me: the beginning of each text

cannot-work = { $cause ->
        [power-outage] { $who }: Elektrik kesintisi nedeniyle hizmet veremiyoruz.
        [network-outage] { $who }: Şebeke arızası nedeniyle hizmet veremiyoruz.
        [disaster] { $who }: Acil durum nedeniyle hizmet veremiyoruz.
        [unknown] { $who }: Bir arıza nedeniyle hizmet veremiyoruz.
       *[other] { $who }: Bilgisayar sistemlerimiz çalışmadığı için hizmet veremiyoruz.
    }
    .short = { $who }: Şu anda hizmet veremiyoruz.
unreachable = { $kind ->
        [outage] { $who }: İkinci bir duyuruya kadar bize { $ways } yoluyla ulaşılamıyor.
       *[status] { $who }: Şu anda bize { $ways } yoluyla ulaşılamıyor.
    }
    .short = { $who }: Bize { $ways } yoluyla ulaşılamıyor.
    .shortest = { $who }: { $ways } yok.
out-of-order = { $kind ->
        [outage] { $who }: { $ways } çalışmıyor.
       *[status] { $who }: { $ways } şu anda çalışmıyor.
    }
closed = { $kind ->
        [outage] { $who }: Gişelerimiz kapalı.
       *[status] { $who }: Gişelerimiz şu anda kapalı.
    }
not-all-services = { $kind ->
        [outage] { $who }: Bazı hizmetler verilemiyor.
       *[status] { $who }: Şu anda bazı hizmetler verilemiyor.
    }
partly-reachable = { $kind ->
        [outage] { $who }: { $ways } ancak kısıtlı çalışıyor.
       *[status] { $who }: { $ways } şu anda ancak kısıtlı çalışıyor.
    }
reachable = { $kind ->
        [outage] { $who }: { $ways } çalışıyor.
       *[status] { $who }: { $ways } şu anda çalışıyor.
    }
partly-open = { $kind ->
        [outage] { $who }: Gişelerimiz yalnızca kısıtlı olarak açık.
       *[status] { $who }: Gişelerimiz şu anda yalnızca kısıtlı olarak açık.
    }
over = { $cause ->
       *[other] { $who }: Şu anda arıza yok.
        [disaster] { $who }: Yeniden her zamanki gibi hizmet veriyoruz.
    }
affected = { $more ->
        [yes] { $who }: { $title }.
       *[no] { $kind ->
            [outage] { $who }: { $title }. Bunun sizin için ne anlama geldiğini araştırıyoruz.
           *[status] { $who }: { $title }. Henüz daha fazlasını bilmiyoruz.
        }
    }
    .short = { $who }: { $title }.
own-words = { $who }: { $text }

## Appointments

appointments-cancelled = { $period ->
        [day] { $from } günkü tüm randevular iptal edildi.
        [between] { $from } – { $until } arasındaki tüm randevular iptal edildi.
        [from] { $from } gününden itibaren tüm randevular iptal edildi.
        [until] { $until } günü sonuna kadar tüm randevular iptal edildi.
       *[open] Tüm randevular iptal edildi.
    }
    .short = { $period ->
        [day] Randevular iptal ({ $from-short }).
        [between] Randevular iptal ({ $from-short } – { $until-short }).
        [from] Randevular iptal (başlangıç: { $from-short }).
        [until] Randevular iptal (son gün: { $until-short }).
       *[open] Randevular iptal.
    }
    .shortest = { $period ->
        [day] Randevu yok ({ $from-short }).
        [between] Randevu yok ({ $from-short } – { $until-short }).
        [from] Randevu yok (başlangıç: { $from-short }).
        [until] Randevu yok (son gün: { $until-short }).
       *[open] Randevu yok.
    }
do-not-come = { $later ->
        [yes] Lütfen o zaman gelmeyin.
       *[no] Lütfen gelmeyin.
    }
    .short = { $later ->
        [yes] O zaman gelmeyin.
       *[no] Gelmeyin.
    }
appointments-limited = { $period ->
        [day] { $from } günkü randevuların yalnızca bir kısmı yapılacak.
        [between] { $from } – { $until } arasındaki randevuların yalnızca bir kısmı yapılacak.
        [from] { $from } gününden itibaren randevuların yalnızca bir kısmı yapılacak.
        [until] { $until } günü sonuna kadar randevuların yalnızca bir kısmı yapılacak.
       *[open] Randevuların yalnızca bir kısmı yapılacak.
    }
    .short = { $period ->
        [day] Randevuların yalnızca bir kısmı yapılacak ({ $from-short }).
        [between] Randevuların yalnızca bir kısmı yapılacak ({ $from-short } – { $until-short }).
        [from] Randevuların yalnızca bir kısmı yapılacak (başlangıç: { $from-short }).
        [until] Randevuların yalnızca bir kısmı yapılacak (son gün: { $until-short }).
       *[open] Randevuların yalnızca bir kısmı yapılacak.
    }
appointments-take-place = { $period ->
        [day] { $from } günkü tüm randevular yapılacak.
        [between] { $from } – { $until } arasındaki tüm randevular yapılacak.
        [from] { $from } gününden itibaren tüm randevular yapılacak.
        [until] { $until } günü sonuna kadar tüm randevular yapılacak.
       *[open] Tüm randevular yapılacak.
    }
appointments-unknown = { $period ->
        [day] { $from } günkü randevuların yapılıp yapılmayacağı henüz belli değil.
        [between] { $from } – { $until } arasındaki randevuların yapılıp yapılmayacağı henüz belli değil.
        [from] { $from } gününden itibaren randevuların yapılıp yapılmayacağı henüz belli değil.
        [until] { $until } günü sonuna kadar randevuların yapılıp yapılmayacağı henüz belli değil.
       *[open] Randevuların yapılıp yapılmayacağı henüz belli değil.
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
        [yes] Acil çağrı 110/112 yeniden çalışıyor.
       *[no] Acil çağrı 110/112 çalışıyor.
    }
    .short = { $again ->
        [yes] Acil 110/112 yeniden çalışıyor.
       *[no] Acil 110/112 çalışıyor.
    }
emergency-until = Tahmini bitiş: { $at }.
emergency-calls-affected = { $status ->
        [limited] DİKKAT: Acil çağrı 110/112 arızalı.
       *[unavailable] DİKKAT: Acil çağrı 110/112 çalışmıyor.
    }

## What to do

say-urgent-at = Acele işler için: { $place }.
say-stay-home = Lütfen evde kalın.
say-do-not-come = { $place ->
        [none] Lütfen bize gelmeyin.
       *[other] Lütfen gelmeyin: { $place }.
    }
say-wait = Acele olmayan işler için lütfen bekleyin.
say-call = Lütfen gelmek yerine telefon edin.
instruction-until = Geçerlilik bitişi: { $at }.
own-sentence = { $text }
mail-lost = { $period ->
        [between] { $later ->
            [yes] Bize gönderilen e-postalar henüz ulaşmadı ({ $since } – { $until }).
           *[no] Bize gönderilen e-postalar kayboldu ({ $since } – { $until }).
        }
        [until] { $later ->
            [yes] Bize gönderilen e-postalar henüz ulaşmadı (bitiş: { $until }).
           *[no] Bize gönderilen e-postalar kayboldu (bitiş: { $until }).
        }
       *[since] { $later ->
            [yes] Bize gönderilen e-postalar henüz ulaşmadı (başlangıç: { $since }).
           *[no] Bize gönderilen e-postalar ulaşmıyor (başlangıç: { $since }).
        }
    }
    .short = { $period ->
        [between] { $later ->
            [yes] E-postalar henüz ulaşmadı ({ $since-short } – { $until-short }).
           *[no] E-postalar kayboldu ({ $since-short } – { $until-short }).
        }
        [until] { $later ->
            [yes] E-postalar henüz ulaşmadı (bitiş: { $until-short }).
           *[no] E-postalar kayboldu (bitiş: { $until-short }).
        }
       *[since] { $later ->
            [yes] E-postalar henüz ulaşmadı (başlangıç: { $since-short }).
           *[no] E-postalar ulaşmıyor (başlangıç: { $since-short }).
        }
    }
mail-resend = { $lost ->
        [yes] Lütfen bunları yeniden gönderin.
       *[no] Lütfen e-postalarınızı bize yeniden gönderin.
    }
mail-resend-by-post-or-phone = { $phone ->
        [down] Lütfen talebinizi mektupla yineleyin.
       *[up] Lütfen talebinizi mektupla veya telefonla yineleyin.
    }
mail-use-post-or-phone = { $phone ->
        [down] Lütfen e-posta yerine mektup gönderin.
       *[up] Lütfen e-posta yerine mektup veya telefon kullanın.
    }
mail-delivered-later = { $lost ->
        [yes] Bunlar daha sonra ulaşacak.
       *[no] Bize gönderilen e-postalar daha sonra ulaşacak.
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
        [1] Yalnızca bir hat var.
        [2] Yalnızca iki hat var.
        [3] Yalnızca üç hat var.
       *[other] Yalnızca { $lines } hat var.
    }

## When there is more, and how old this is

next = Yeni bilgi: { $at }.
    .short = Yeni bilgi: { $at-short }.
next-update = yeni bilginin zamanı
facts-from = Bu bilgilerin tarihi: { $at }.
    .short = Bilgi tarihi: { $at-short }.
    .shortest = Tarih: { $at-short }.
stand = Güncelleme: { $at }.
    .short = Güncelleme: { $at-short }.

## Services

services-off = Verilemeyen hizmetler: { $services }.
services-off-link = Verilemeyen hizmetler: { $url }
services-more = { $count } tane daha
services-limited = Yalnızca kısıtlı verilen hizmetler: { $services }.
services-unclear = Durumu henüz belli olmayan hizmetler: { $services }.
service-note = { $service }: { $text }
service-noted = { $services } – { $text }
services-possible = Şunları yapabilirsiniz: { $phrases }.
services-possible-names = Verilen hizmetler: { $services }.
headline-services-off = { $who }: Verilemeyen hizmetler: { $services }.
headline-services-off-link = { $who }: Verilemeyen hizmetler: { $url }
headline-services-limited = { $who }: Yalnızca kısıtlı verilen hizmetler: { $services }.
headline-services-possible = { $who }: Şunları yapabilirsiniz: { $phrases }.
headline-services-possible-names = { $who }: Verilen hizmetler: { $services }.
headline-restored = { $who }: Şunları yeniden yapabilirsiniz: { $phrases }.
headline-restored-names = { $who }: Yeniden verilen hizmetler: { $services }.
headline-restored-in-part = { $who }: Kısıtlı olarak yeniden verilen hizmetler: { $services }.
headline-restored-some = { $who }: Daha fazla hizmet yeniden veriliyor.
restored-in-part = Kısıtlı olarak yeniden verilen hizmetler: { $services }.
unaffected = Etkilenmeyenler: { $services }.

## Cause, progress, outlook

cause = { $cause ->
        [cyberattack] { $supplier ->
            [none] Neden: siber saldırı.
           *[other] Neden: siber saldırı (hedef: { $supplier }).
        }
        [technical-fault] { $supplier ->
            [none] Neden: teknik arıza.
           *[other] Neden: teknik arıza ({ $supplier }).
        }
        [power-outage] Neden: elektrik kesintisi.
        [network-outage] { $supplier ->
            [none] Neden: şebeke arızası.
           *[other] Neden: şebeke arızası ({ $supplier }).
        }
       *[disaster] { $title ->
            [none] Neden: bölgedeki acil durum.
           *[other] Neden: { $title }.
        }
    }
    .short = { $cause ->
        [cyberattack] Neden: siber saldırı.
        [technical-fault] Neden: teknik arıza.
        [power-outage] Neden: elektrik kesintisi.
        [network-outage] Neden: şebeke arızası.
       *[disaster] { $title ->
            [none] Neden: acil durum.
           *[other] Neden: { $title }.
        }
    }
phase = { $phase ->
        [investigating] Neden hâlâ araştırılıyor.
        [identified] Sistemlerin onarımı sürüyor.
        [workaround] Geçici düzenle çalışıyoruz.
       *[monitoring] Sistemler yeniden çalışıyor; onları izliyoruz.
    }
is-over = { $cause ->
       *[other] Arıza giderildi.
        [disaster] Yeniden her zamanki gibi hizmet veriyoruz.
    }
estimate = { $estimate ->
        [not-before] Normal hizmete dönüş en erken: { $at }.
        [expected] Normal hizmete dönüş için beklenen tarih: { $at }.
        [expected-between] Normal hizmete dönüş için beklenen zaman: { $at } – { $to }.
        [by] Normal hizmete dönüş için beklenen en geç tarih: { $at }.
        [resolved] { is-over }
       *[unknown] Her şeyin ne zaman yeniden çalışacağı henüz belli değil.
    }
    .short = { $estimate ->
        [not-before] Normal hizmet en erken: { $at-short }.
        [expected] Normal hizmet, beklenen tarih: { $at-short }.
        [expected-between] Normal hizmet, beklenen zaman: { $at-short } – { $to-short }.
        [by] Normal hizmet, beklenen en geç tarih: { $at-short }.
        [resolved] { is-over }
       *[unknown] Ne kadar süreceği henüz belli değil.
    }
    .shortest = { $estimate ->
        [not-before] Normal, en erken: { $at-short }.
        [expected] Normal, beklenen: { $at-short }.
        [expected-between] Normal, beklenen: { $at-short } – { $to-short }.
        [by] Normal, beklenen en geç tarih: { $at-short }.
        [resolved] { is-over }
       *[unknown] Süresi henüz belli değil.
    }
headline-estimate = { $who }: { estimate }
    .short = { $who }: { estimate.short }
    .shortest = { $who }: { estimate.shortest }

## By which ways we can be reached

reach-down = { $ways } çalışmıyor.
reach-limited = { $ways } yalnızca kısıtlı çalışıyor.
reach-unknown = Durumu henüz belli değil: { $ways }.
reach-up = { $ways } çalışıyor.
restored-reach = { $ways } yeniden çalışıyor.
restored-reach-in-part = { $ways } yeniden kısıtlı olarak çalışıyor.
restored-counter = { $level ->
        [limited] Gişelerimiz kısıtlı olarak yeniden açık.
       *[up] Gişelerimiz yeniden açık.
    }
counter = { $level ->
        [up] Gişelerimiz açık.
        [limited] Gişelerimiz yalnızca kısıtlı olarak açık.
        [down] Gişelerimiz kapalı.
       *[unknown] Gişelerimizin açılıp açılmayacağı henüz belli değil.
    }

## Correction, withdrawal, end

correction = DÜZELTME:
wrong-number = { $what ->
        [none] Gönderimizde ({ $at }) yanlış bir numara vardı. Lütfen o numarayı aramayın ve gönderiyi paylaşmayın. Hata için özür dileriz.
       *[other] Gönderimizde ({ $at }) yanlış olan: { $what }. Lütfen yanlış numarayı aramayın ve gönderiyi paylaşmayın. Hata için özür dileriz.
    }
    .short = Gönderimizde ({ $at-short }) yanlış bir numara vardı. Lütfen aramayın ve paylaşmayın. Özür dileriz.
number-was-wrong = Gönderimizde ({ $at-short }) yanlış numara vardı. Lütfen aramayın.
wrong = { $what ->
        [none] Gönderimizde ({ $at }) bu bilgi yanlıştı. Lütfen paylaşmayın. Hata için özür dileriz.
       *[other] Gönderimizde ({ $at }) yanlış olan: { $what }. Lütfen paylaşmayın. Hata için özür dileriz.
    }
    .short = Gönderimizde ({ $at-short }) bu bilgi yanlıştı. Lütfen paylaşmayın. Özür dileriz.
retraction = { $what ->
        [none] GERİ ÇEKİLDİ: Gönderimiz ({ $at }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın. Hata için özür dileriz.
       *[other] GERİ ÇEKİLDİ: Gönderimiz ({ $at }, { $who }) yanlıştı ve silindi. Konu: { $what }. Lütfen paylaşmayın. Hata için özür dileriz.
    }
    .short = { $what ->
        [none] GERİ ÇEKİLDİ: Gönderimiz ({ $at-short }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın. Özür dileriz.
       *[other] GERİ ÇEKİLDİ: Gönderimiz ({ $at-short }, { $who }) yanlıştı ve silindi. Konu: { $what }. Lütfen paylaşmayın. Özür dileriz.
    }
    .shortest = { $what ->
        [none] GERİ ÇEKİLDİ: Gönderimiz ({ $at-short }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın.
       *[other] GERİ ÇEKİLDİ: Gönderimiz ({ $at-short }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın. Özür dileriz.
    }
retraction-several = { $what ->
        [none] GERİ ÇEKİLDİ: Birden fazla gönderimiz (sonuncusu: { $at }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın. Hata için özür dileriz.
       *[other] GERİ ÇEKİLDİ: Birden fazla gönderimiz (sonuncusu: { $at }, { $who }) yanlıştı ve silindi. Konu: { $what }. Lütfen paylaşmayın. Hata için özür dileriz.
    }
    .short = { $what ->
        [none] GERİ ÇEKİLDİ: Birden fazla gönderi (sonuncusu: { $at-short }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın. Özür dileriz.
       *[other] GERİ ÇEKİLDİ: Birden fazla gönderi (sonuncusu: { $at-short }, { $who }) yanlıştı ve silindi. Konu: { $what }. Lütfen paylaşmayın. Özür dileriz.
    }
    .shortest = { $what ->
        [none] GERİ ÇEKİLDİ: Birden fazla gönderi (sonuncusu: { $at-short }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın.
       *[other] GERİ ÇEKİLDİ: Birden fazla gönderi (sonuncusu: { $at-short }, { $who }) yanlıştı ve silindi. Lütfen paylaşmayın. Özür dileriz.
    }
number-withdrawn = Oradaki bir numara geçersiz. Lütfen aramayın.
all-clear = { $ways ->
        [none] { $who }: { is-over }
       *[other] YENİDEN ULAŞILABİLİR – { $who }: { $ways } çalışıyor. { is-over }
    }
    .short = { $ways ->
        [none] { $who }: { is-over }
       *[other] YENİDEN ULAŞILABİLİR – { $who }: { $ways } çalışıyor.
    }

## At the end

link = Acil durum sayfası: { $url }
hashtags = { $tags }
authority = Almanca metin esastır.
more-in-german = { $url ->
        [none] Daha fazlası bu hesapta Almanca.
       *[other] Daha fazlası Almanca: { $url }
    }
