# Was auf den Seiten der Sandbox steht.
title-overview = So lesen es die Bürgerinnen und Bürger
banner = { $platforms } sind hier nachgestellt. Nichts davon ist öffentlich.
to-posts = Zu den Beiträgen
lost = Die Sandbox antwortet nicht mehr. Was hier steht, ist der letzte bekannte Stand.
deleted-note = Gelöschtes ist auf den Plattformen nicht mehr zu sehen.
other-language = English
account-of = { $name } auf { $platform }
missing = Diese Seite gibt es nicht
missing-text = Unter dieser Adresse steht nichts.
all-accounts = Alle Konten
only = nur { $platform }
name = Stadt, Gemeinde oder Kreis
name-example = zum Beispiel Siegen
platform = Plattform
all-platforms = { $n ->
        [2] beide
       *[other] alle
    }
show = Anzeigen
show-all = Alles zeigen
bodies = { $n ->
        [1] Gemeinde oder Kreis
       *[other] Gemeinden und Kreise
    }
accounts = { $n ->
        [1] Konto
       *[other] Konten
    }
posts = { $n ->
        [1] Beitrag
       *[other] Beiträge
    }
edited = bearbeitet
deleted = gelöscht
as-of = Stand:
no-account = Kein Konto bei { $platform }
fault = Nachgestellte Störung: { $fault }
no-post = Noch kein Beitrag.
all-posts = Alle { $n } Beiträge
silent = Noch ohne Beitrag ({ $n })
nobody-yet = Hier hat sich noch niemand gemeldet.
nobody-found = Zu dieser Suche gibt es niemanden.
length = { $length } von { $most } Zeichen
answers-gone = Antwort auf einen Beitrag, der hier nicht steht
answers = Antwort auf
answers-post = den Beitrag { $same ->
        [yes] von
       *[no] vom
    } { $time }
deleted-at = Gelöscht am
deleted-public = Für die Öffentlichkeit nicht mehr zu sehen.
edited-at = Zuletzt bearbeitet am
earlier = { $n ->
        [1] Frühere Fassung
       *[other] { $n } frühere Fassungen
    }
time = { $time } Uhr

# Störungen, nach dem Wort im Namen des Kontos

fault-fails_429 = Das Ratenlimit ist verbraucht: 429 bis zum nächsten Zeitfenster.
fault-fails_500 = Die Antwort ist 500, und nichts ist geschehen.
fault-fails_502 = Die Antwort ist 502, und nichts ist geschehen.
fault-fails_503 = Die Antwort ist 503, und nichts ist geschehen.
fault-fails_504 = Die Antwort ist 504, und nichts ist geschehen.
fault-fails_401 = Das Token wurde widerrufen: 401 auf alles.
fault-bursts_401 = Die ersten drei Anfragen werden mit 401 beantwortet, wie bei einem Ausfall von X.
fault-fails_404 = Die Adresse für Beiträge antwortet mit 404.
fault-fails_422 = Die Plattform lehnt jeden Text ab: 400 oder 422.
fault-no_credit = Das Guthaben der App ist verbraucht: 402.
fault-duplicate = Jeder Text gilt als doppelt: 403.
fault-suspended = Das Konto ist gesperrt: 403 auf alles.
fault-locked = Das Konto ist geschlossen, bis sich ein Mensch anmeldet: 403.
fault-automated = Der Spamfilter hält jeden Beitrag für automatisch: 403.
fault-not_permitted = Jeder Beitrag wird ohne Grund abgelehnt: 403.
fault-refuses_reply = Antworten werden abgelehnt, andere Beiträge nicht.
fault-app_limit = Alle Konten zusammen haben die Beiträge der App für heute verbraucht: 429.
fault-app_suspended = Die App ist gesperrt: 403 auf alles.
fault-app_forbidden = Die App gehört zu keinem Projekt: 403 auf alles.
fault-read_only = Das Token darf lesen, aber nicht schreiben: 403.
fault-redirects = Auf Beiträge kommt 301. Wer der Umleitung folgt, sendet GET: Es entsteht kein Beitrag.
fault-answers_html = Mit 200 kommt eine Webseite zurück, und nichts ist geschehen.
fault-accepts_html = Der Beitrag ist veröffentlicht, aber mit 200 kommt eine Webseite zurück.
fault-html_503 = Mit 503 kommt eine Webseite zurück, und nichts ist geschehen.
fault-accepts_503 = Der Beitrag ist veröffentlicht, aber die Antwort ist 503.
fault-cuts_before = Die Verbindung bricht ab, und nichts ist geschehen.
fault-accepts_then_cuts = Der Beitrag ist veröffentlicht, dann bricht die Verbindung ab.
fault-accepts_then_hangs = Der Beitrag ist veröffentlicht, und es kommt nie eine Antwort.
fault-cuts_body = Der Beitrag ist veröffentlicht, und die Verbindung bricht mitten in der Antwort ab.
fault-hangs = Nichts geschieht, und es kommt nie eine Antwort.
fault-accepts_late = Die Verbindung bricht ab, und der Beitrag erscheint eine Minute später.
fault-mixed_up = Der Beitrag ist veröffentlicht, aber die Antwort gilt dem Beitrag eines anderen Kontos.
fault-never_deletes = Auf jede Löschung kommt eine Webseite, und nichts wird gelöscht.
fault-slow = Jede Antwort dauert drei Sekunden.
fault-slow_timeline = Die Zeitleiste ist zwanzig Sekunden zurück.
fault-no_timeline = Die Zeitleiste ist nicht lesbar: 503.
fault-wrong_identity = Das Token gehört einem anderen Konto.
fault-ignores_keys = Der Idempotency-Key wird nicht beachtet, wie bei snac2 und GoToSocial.
fault-replay_500 = Ein wiederholter Idempotency-Key wird mit 500 beantwortet, obwohl der Beitrag da ist.
fault-renders_markup = Backticks und < im Beitrag werden als Auszeichnung gezeigt, wie bei Hollo und snac2.
