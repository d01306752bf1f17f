### Was in der Konsole steht, auf Deutsch. console.en.ftl hat dieselben Sätze mit denselben Namen: Ein Test vergleicht sie.

## Rahmen jeder Seite

console-skip = Zum Inhalt
console-mode-draft = ENTWURF
console-mode-exercise = ÜBUNG
console-mode-live = ECHT
console-mode-practice = PROBELAUF
console-mode-broken = FEHLER IN DEN DATEIEN
console-mode-unread = LAGEDATEI NICHT ZU LESEN
console-mode-draft-means = { $sandbox ->
    [yes] Es geht nichts hinaus, auch nicht in die Sandbox.
   *[no] Es geht nichts hinaus.
 }
console-mode-exercise-means = { $sandbox ->
    [yes] Alles bleibt auf diesem Rechner. Nichts wird öffentlich.
   *[no] Auf den echten Plattformen, mit Übungshinweis in jedem Text.
 }
console-mode-live-means = { $sandbox ->
    [yes] In der Sandbox auf diesem Rechner. Nichts wird öffentlich.
   *[no] Was hier veröffentlicht wird, lesen alle.
 }
console-mode-broken-means = { $sandbox ->
    [yes] Bis sie behoben sind, lässt sich nichts Neues sagen. Nichts wird öffentlich.
   *[no] Bis sie behoben sind, lässt sich nichts Neues sagen.
 }
console-mode-unread-means = { $sandbox ->
    [yes] Bis sie wieder zu lesen ist, lässt sich nichts Neues sagen. Nichts wird öffentlich.
   *[no] Bis sie wieder zu lesen ist, lässt sich nichts Neues sagen.
 }
console-timelines = Die Beiträge ansehen
console-nav = Hauptnavigation
console-nav-situation = Lage
console-nav-posts = Beiträge
console-nav-towns = Städte
console-nav-more = Mehr
console-nav-stop = Anhalten
console-other-language = English
console-back = Zur Lage
console-look = Ansehen
console-signed-in = Angemeldet: { $name }
console-practitioner = Presse (Probelauf)
console-not-allowed = Dafür haben Sie kein Recht.
console-not-allowed-advice = Bitten Sie jemanden, der es darf, oder die Verwaltung der Zugänge um das Recht.
console-not-possible = Das geht so nicht

## Lage

console-situation = Lage
console-broken = In den Dateien, aus denen die Texte entstehen, ist ein Fehler: Neues lässt sich gerade nicht sagen.
console-broken-advice = Hat eben jemand die Lagedatei bearbeitet, macht diese Person ihre Änderung rückgängig. Sonst rufen Sie an, wer das Programm betreibt, und lesen Sie vor, was unten steht. Was freigegeben ist, geht weiter hinaus; anhalten können Sie es.
console-unread = Die Lagedatei ist gerade nicht zu lesen: Neues lässt sich nicht sagen.
console-unread-advice = Laden Sie die Seite gleich noch einmal. Bleibt es dabei, rufen Sie an, wer das Programm betreibt, und lesen Sie vor, was unten steht. Was freigegeben ist, geht weiter hinaus; anhalten können Sie es. Was hinausging, steht unter [Beiträge](/beitraege).
console-fault = Das Programm konnte das gerade nicht tun, oder nicht ganz.
console-fault-advice = Sehen Sie zuerst auf der [Lage](/) nach, was noch wartet; zweimal geht nichts hinaus. Dann versuchen Sie es noch einmal. Bleibt es dabei, rufen Sie an, wer das Programm betreibt, und lesen Sie vor, was unten steht.
console-elsewhere = Von der Adresse, die im Browser steht, nimmt die Konsole nichts an: Öffnen Sie { $origin }
console-too-much = Das ist zu viel auf einmal: Nichts davon wurde übernommen. Gehen Sie zurück, und kürzen Sie den Text.
console-disk-full = Die Platte des Rechners ist voll. Was Sie eben tun wollten, ist nicht oder nur zum Teil geschehen.
console-disk-full-advice = Rufen Sie an, wer das Programm betreibt: Es braucht Platz auf der Platte. Solange der Platz fehlt, geht nichts Neues hinaus. Danach sehen Sie auf der [Lage](/) nach und versuchen es noch einmal; zweimal geht nichts hinaus.
console-broken-where = { $n ->
    [one] Der Fehler, für die Person, die ihn behebt
   *[other] Die { $n } Fehler, für die Person, die sie behebt
 }
console-need-broken = Die Angaben von { $name } haben einen Fehler: Diese Kommune sagt nichts Neues.
console-need-broken-advice = Hat eben jemand die Lagedatei bearbeitet, macht diese Person ihre Änderung rückgängig. Sonst rufen Sie an, wer das Programm betreibt.
console-nothing-said = { $mode ->
    [exercise] In dieser Übung ist noch nichts veröffentlicht. Was in einem echten Vorfall hinausging, steht hier nicht.
   *[other] Noch ist nichts veröffentlicht.
 }
console-published = { $n ->
    [one] { $n } Beitrag ist veröffentlicht.
   *[other] { $n } Beiträge sind veröffentlicht.
 }
console-no-promise = Keine nächste Information ist angekündigt.
console-promise = Nächste Information:
console-promise-late = Nächste Information überfällig seit
console-needs = Wartet auf Sie ({ $n })
console-needs-nothing = Nichts wartet auf Sie.
console-tasks = Was möchten Sie tun?
console-tasks-none = Sie dürfen hier ansehen und anhalten. Wenn Sie etwas melden oder freigeben sollen: Bitten Sie die Verwaltung der Zugänge um das Recht.
console-task-outage = Ausfall melden
console-task-outage-means = Das erste Wort: was nicht geht und was zu tun ist
console-task-status = Stand melden
console-task-status-means = Einmal jetzt oder jeden Tag
console-task-restoration = Etwas geht wieder
console-task-restoration-means = Eine Leistung, das Telefon, die Website
console-task-correction = Falsches berichtigen
console-task-correction-means = Eine Nummer, eine Uhrzeit, eine Angabe
console-task-all-clear = Entwarnung
console-task-all-clear-means = Es ist vorbei
console-kind = { $kind ->
    [outage] Ausfall melden
    [status] Stand melden
    [restoration] Etwas geht wieder
    [correction] Falsches berichtigen
    [retraction] Beitrag zurückziehen
    [all-clear] Entwarnung
    [facts] Angaben ändern
    [again] Neu sagen
    [call-off] Absagen
    [end] Wiederkehrendes beenden
   *[other] { $kind }
 }
console-ends-task = { $task } ({ $announcement })
console-need-draft = { $by } bittet um Freigabe: { $task }.
console-need-lost = Nicht hinausgegangen, weil das Programm vorher endete: { $task }.
console-draw-up-again = Noch einmal aufsetzen
console-need-own = Ihr Entwurf wartet auf Freigabe: { $task }.
console-need-open = Ihr Entwurf ist noch nicht fertig: { $task }.
console-need-changed = { $by } hat Ihren Entwurf geändert. Zur Freigabe gegeben ist er nicht: { $task }.
console-need-left = { $by } hat keinen Zugang mehr und einen Entwurf hinterlassen: { $task }.
console-need-other-mode = { $mode ->
        [exercise] Aus einer Übung übrig: { $task }, von { $by }.
       *[other] Bis nach der Übung liegen lassen: { $task }, von { $by }.
    }
console-need-returned = Ein Entwurf von { $by } wurde zurückgegeben: { $task }.
console-paused = Angehalten seit { $time } von { $by }: { $scope }.
console-need-promise = Für { $time } war die nächste Information versprochen.
console-need-approval = { $n ->
    [one] Ein Text wartet auf Freigabe: { $what }.
   *[other] { $n } Texte warten auf Freigabe: { $what }.
 }
console-need-rights = { $by } bittet Sie, eine Änderung von Rechten zu bestätigen.
console-need-unknown = { $n ->
    [one] Bei einem Beitrag ist ungewiss, ob er veröffentlicht ist ({ $names }).
   *[other] Bei { $n } Beiträgen ist ungewiss, ob sie veröffentlicht sind ({ $names }).
 }
console-need-unknown-advice = Das Programm sieht von selbst nach, bevor es etwas noch einmal sendet.
console-need-tried = { $n ->
    [one] Auf einem Konto nimmt die Plattform gerade nichts an ({ $names }).
   *[other] Auf { $n } Konten nehmen die Plattformen gerade nichts an ({ $names }).
 }
console-need-tried-advice = Das Programm versucht es von selbst weiter.
console-need-refused = { $n ->
    [one] Ein Beitrag wurde abgelehnt ({ $names }).
   *[other] { $n } Beiträge wurden abgelehnt ({ $names }).
 }
console-need-expired = { $n ->
    [one] Ein Beitrag ging nicht rechtzeitig hinaus und wird nicht mehr veröffentlicht: { $what }.
   *[other] { $n } Beiträge gingen nicht rechtzeitig hinaus und werden nicht mehr veröffentlicht: { $what }.
 }
console-need-expired-advice = Muss es noch gesagt werden, melden Sie es neu.
console-need-still-public = { $n ->
    [one] Ein falscher Beitrag ist noch öffentlich ({ $names }).
   *[other] { $n } falsche Beiträge sind noch öffentlich ({ $names }).
 }
console-still-public-advice = { $refused ->
    [yes] { $n ->
        [one] Die Plattform lässt nicht zu, dass das Programm ihn löscht oder ändert. Löschen Sie ihn von Hand in der App der Plattform, und tragen Sie das auf seiner Seite ein.
       *[other] Die Plattform lässt nicht zu, dass das Programm sie löscht oder ändert. Löschen Sie sie von Hand in der App der Plattform, und tragen Sie das auf ihren Seiten ein.
    }
   *[no] { $n ->
        [one] Ihn zu löschen oder zu ändern ist noch nicht gelungen. Das Programm versucht es weiter. Eilt es, löschen Sie ihn von Hand in der App der Plattform, und tragen Sie das auf seiner Seite ein.
       *[other] Sie zu löschen oder zu ändern ist noch nicht gelungen. Das Programm versucht es weiter. Eilt es, löschen Sie sie von Hand in der App der Plattform, und tragen Sie das auf ihren Seiten ein.
    }
 }
console-need-held = { $n ->
    [one] Ein Beitrag wird zurückgehalten ({ $names }): { $because }
   *[other] { $n } Beiträge werden zurückgehalten ({ $names }): { $because }
 }
console-held-name = { $of ->
        [incident] Der Titel des Vorfalls fehlt auf { LANGUAGE($language) }. Tragen Sie ihn dort ein, wo Sie den Ausfall melden, unter „Ursache, Titel, eigene Anweisung“. Das darf, wer für alle schreiben darf.
        [service] Der Name fehlt auf { LANGUAGE($language) }: { $names }. Sagen Sie dem Betrieb Bescheid: Der Name gehört in config/services.yaml.
       *[body] Der Name fehlt auf { LANGUAGE($language) }: { $names }. Sagen Sie dem Betrieb Bescheid: Der Name gehört in config/municipalities.yaml.
    } Die anderen Sprachen gehen hinaus.
console-need-outdated = { $n ->
    [one] Ein Beitrag stimmt nicht mehr: { $what }.
   *[other] { $n } Beiträge stimmen nicht mehr: { $what }.
 }
console-tell-again = Neu sagen
console-resume-look = Ansehen, was hinausginge
console-towns = Meine Städte
console-towns-all = Alle { $n }
console-more-konten = Konten
console-more-ueben = Probelauf
console-more-protokoll = Protokoll
console-more-leute = Leute
console-more-ich = Ich

## Melden

console-ask-who = Wer spricht?
console-ask-who-others = Eine einzelne Stadt oder Gemeinde: auf ihrer Seite unter Städte
console-everybody = Alle { $n }
console-ask-down = Was geht nicht?
console-ask-down-hint = Nur, was Sie wissen. Was Sie offen lassen, wird nur gesagt, wenn es schon in den Angaben steht.
console-down-everything = Alles (Schalter nur eingeschränkt)
console-way = { $way ->
    [counter] Schalter
    [phone] Telefon
    [website] Website
    [online_services] Online-Dienste
    [email_in] E-Mails an uns
    [email_out] E-Mails von uns
   *[work] Kann gar nicht arbeiten
 }
console-ask-appointments = Termine
console-say-nothing = Nichts dazu sagen
console-appointments-cancelled = Entfallen
console-appointments-limited = Nur zum Teil
console-appointments-take-place = Finden statt
console-kept = { $what ->
    [none] Wie bisher
   *[other] Wie bisher: { $what }
}
console-ask-next = Wann gibt es mehr zu sagen?
console-today = { $time } Uhr
console-tomorrow = morgen, { $time } Uhr
console-ask-more = Ursache, Titel, eigene Anweisung
console-ask-cause = Ursache
console-ask-cause-hint = Nur, wenn sie öffentlich genannt werden darf. Sie gilt für alle Kommunen des Vorfalls.
console-cause = { $cause ->
    [cyberattack] Cyberangriff
    [technical-fault] Technische Störung
    [power-outage] Stromausfall
    [network-outage] Netzausfall
    [disaster] Notlage im Gebiet
    [none] wird nicht mehr genannt
   *[unknown] noch nicht bekannt
 }
console-ask-title-hint = Bisher: { $title }. Nur ausfüllen, wenn das nicht stimmt. Ein neuer deutscher Titel ersetzt ihn in allen Sprachen. Er gilt für alle Kommunen des Vorfalls. Ist die Ursache eine Notlage im Gebiet, nennen die Texte den Titel als Grund.
console-ask-title = Titel des Vorfalls ({ LANGUAGE($language) })
console-ask-instruction = Was sollen die Leute tun?
console-ask-instruction-hint = Bleibt das Feld leer, gilt, was jede Stadt vorbereitet hat. Der Satz wird nicht übersetzt.
console-ask-when = Wie oft?
console-ask-when-hint = Der tägliche Stand nennt, was am Morgen gilt. Er geht nur hinaus, wenn vorher jemand die Angaben bestätigt hat.
console-daily = Täglich um { $time } Uhr
console-once = Einmal, jetzt
console-ask-back = Was geht wieder?
console-nothing-down = Nach den Angaben geht alles.
console-nothing-down-advice = Unter „Städte“ steht, was zuletzt angegeben wurde.
console-all-clear-means = Die Entwarnung sagt: Was ausgefallen war, geht wieder. Alle anderen Angaben zum Ausfall gelten dann nicht mehr.
console-all-clear-advice = Entwarnung geben nur die Kommunen, die zu diesem Vorfall seit ihrer letzten Entwarnung etwas gesagt haben. Der tägliche Stand endet damit.
console-silent = { $kind ->
    [status] { $n ->
        [one] Eine Kommune meldet keinen Stand.
       *[other] { $n } Kommunen melden keinen Stand.
     }
   *[all-clear] { $n ->
        [one] Eine Kommune gibt keine Entwarnung.
       *[other] { $n } Kommunen geben keine Entwarnung.
     }
 }
console-silent-means = { $kind ->
    [status] Kein Ausfall angegeben, oder es ist vorbei: { $names }.
   *[all-clear] Ohne eigene Mitteilung zu diesem Vorfall oder seit ihrer letzten Entwarnung: { $names }. Auch deren Angaben zum Ausfall gelten dann nicht mehr.
 }
console-all-clear-ends = Mit der Entwarnung gilt auch nicht mehr, was die Leute tun sollen:
console-all-clear-ends-advice = Gilt etwas davon weiter? Dann geben Sie die Entwarnung erst, wenn auch das vorbei ist.
console-appointments-unsaid = Bisher heißt es, dass Termine ausfallen oder nur zum Teil stattfinden ({ $names }). Die Entwarnung sagt nichts dazu.
console-appointments-unsaid-advice = Finden sie wieder statt? Geben Sie das zuerst unter [Städte](/staedte) an, mit „Nur speichern“, und die Entwarnung danach: Dann sagt sie es.
console-restoration-repeats = Weiter gilt, was die Leute tun sollen:
console-restoration-repeats-advice = Gilt etwas davon nicht mehr? Dann streichen Sie es unter [Städte](/staedte), bevor Sie veröffentlichen: Die Beiträge sagen es noch einmal.
console-correction-leaves = Dazu haben Kommunen eigene Angaben, und dabei bleibt es:
console-correction-leaves-advice = Ist davon auch etwas falsch? Dann berichtigen Sie einen Beitrag dieser Kommune, unter [Beiträge](/beitraege).
console-correction-still = Dasselbe sagen noch: { $names }.
console-correction-still-advice = Ist es auch dort falsch, berichtigen Sie es auch dort, oder bitten Sie jemanden, der es darf.
console-goes-live = Damit wird es ECHT.
console-goes-live-advice = { $sandbox ->
    [yes] Alles bleibt in der Sandbox auf diesem Rechner.
   *[no] Die Beiträge erscheinen auf den echten Konten.
 }
console-live-all = Den Vorfall darf nur eröffnen, wer für alle Kommunen schreiben darf.
console-live-all-advice = Rufen Sie jemanden an, der das darf. Danach melden Sie hier, was bei Ihnen ausgefallen ist.
console-to-review = Weiter zur Prüfung

## Prüfen

console-review = Prüfen
console-wants = { $n ->
    [0] { $by } möchte: { $task }. Jetzt wird nichts veröffentlicht.
    [one] { $by } möchte: { $task }. Ein Beitrag.
   *[other] { $by } möchte: { $task }. { $n } Beiträge von { $bodies ->
        [one] einer Kommune
       *[other] { $bodies } Kommunen
    }.
 }
console-texts = So lauten die Texte
console-on-channel = { $n } auf { $channel }
console-cost = etwa { NUMBER($usd, minimumFractionDigits: 2, maximumFractionDigits: 2) } US-Dollar
console-wording = { $n ->
    [one] Ein Beitrag auf { $channel } ({ LANGUAGE($language) })
   *[other] { $n } Beiträge auf { $channel } ({ LANGUAGE($language) })
 }
console-in-german = Auf Deutsch
console-wording-length = { $n ->
    [one] { $longest } von { $limit } Zeichen
   *[other] Bis zu { $longest } von { $limit } Zeichen
 }
console-wording-more = { $n ->
    [one] und eine weitere Kommune
   *[other] und { $n } weitere Kommunen
 }
console-edited = ändert einen veröffentlichten Beitrag
console-all-posts = { $n ->
    [one] Den Beitrag sehen, wie er erscheint
   *[other] Alle { $n } Beiträge sehen, wie sie erscheinen
 }
console-by-wording = Nach Wortlaut zusammengefasst
console-search = Stadt, Gemeinde oder Kreis
console-find = Suchen
console-found-nothing = Dazu gibt es hier nichts. Suchen Sie nach einem anderen Teil des Namens.
console-found = { $n ->
    [one] { $n } Beitrag
   *[other] { $n } Beiträge
 }
console-length = { $length } von { $limit } Zeichen
console-deleted = { $n ->
    [one] Ein Beitrag wird gelöscht
   *[other] { $n } Beiträge werden gelöscht
 }
console-deletes = Dieser Beitrag wird gelöscht.
console-page = Seite { $page } von { $pages }
console-page-before = Zurück
console-page-after = Weiter
console-unlike = { $n ->
    [one] Eine Gruppe von Texten ist anders als die übrigen.
   *[other] { $n } Gruppen von Texten sind anders als die übrigen.
 }
console-paused-waits = Solange angehalten ist, geht es nicht hinaus.
console-read = Ich habe die Texte gelesen.
console-read-first = Lesen Sie die Texte, und setzen Sie den Haken.
console-publish = { $n ->
    [one] einen Beitrag veröffentlichen
   *[other] { $n } Beiträge veröffentlichen
 }
console-edit = { $n ->
    [one] einen Beitrag ändern
   *[other] { $n } Beiträge ändern
 }
console-delete = { $n ->
    [one] einen Beitrag löschen
   *[other] { $n } Beiträge löschen
 }
console-recur = { $n ->
    [one] einen Beitrag wiederkehrend veröffentlichen
   *[other] { $n } Beiträge wiederkehrend veröffentlichen
 }
console-live = ECHT: { $acts }
console-write = Angaben speichern
console-change-answers = Angaben ändern
console-return-or-discard = Zurückgeben oder verwerfen
console-return-why = Warum geben Sie es zurück?
console-return = Zurückgeben
console-returned-because = { $by ->
        [none] Zurückgegeben: { $note }
       *[other] { $by } hat zurückgegeben: { $note }
    }
console-no-reason = ohne Begründung
console-discard = Verwerfen
console-draft-unfit = Dieser Entwurf passt nicht mehr zu den Angaben: { $task }, von { $by }.
console-draft-unfit-advice = Seit er aufgesetzt wurde, hat jemand die Angaben, die Kommunen oder die Konten geändert. Setzen Sie ihn neu auf, und verwerfen Sie diesen.
console-draft-approved = Dieser Entwurf ist freigegeben, aber noch nicht veröffentlicht.
console-draft-approved-advice = Zurückgeben oder verwerfen können Sie ihn nicht mehr. Sie können ihn aber absagen: auf der Seite eines seiner Beiträge.
console-draft-published = Dieser Entwurf ist inzwischen veröffentlicht.
console-draft-published-advice = Sie können ihn nicht mehr zurückgeben, verwerfen oder zur Freigabe geben. Ist ein Text falsch, berichtigen Sie ihn unter [Beiträge](/beitraege).
console-discarded = Dieser Entwurf wurde verworfen.
console-changed = Seit Sie die Texte gelesen haben, hat sich etwas geändert. Es wurde nichts veröffentlicht.
console-changed-advice = Lesen Sie, was jetzt gilt.

## Fortschritt

console-progress = Fortschritt
console-open-post = Öffnen
console-reload = Laden Sie die Seite neu, um zu sehen, wie weit es ist.

## Anhalten

console-stop = Anhalten
console-stop-means = Was noch nicht unterwegs ist, geht nicht hinaus, bis jemand fortsetzt.
console-stop-everything = Alles anhalten
console-stop-channel = Nur { $channel } anhalten
console-stop-account = Ein einzelnes Konto
console-stopped = Angehalten: { $scope }
console-stopped-means = Das gilt sofort. Was schon unterwegs war, kann noch erscheinen.
console-stopped-already = Schon angehalten, von { $by }: { $scope }
console-resume = Fortsetzen
console-not-paused = Nichts ist angehalten.
console-account-refused = { $is ->
    [foreign] { $scope }: { $reason }. Rufen Sie den Betrieb an. Fortsetzen hilft erst, wenn das Token berichtigt ist.
   *[refused] Von der Plattform gesperrt: { $scope }. { $reason }. Ist das behoben, setzen Sie fort.
 }
console-accounts-refused = { $n ->
    [one] Ein Konto ist von der Plattform gesperrt ({ $names }): { $why }. Ist das behoben, setzen Sie fort.
   *[other] { $n } Konten sind von den Plattformen gesperrt ({ $names }): { $why }. Ist das behoben, setzen Sie fort.
 }
console-accounts-foreign = { $n ->
    [one] Auf einem Konto geht nichts hinaus ({ $names }): { $why }. Rufen Sie den Betrieb an. Fortsetzen hilft erst, wenn das Token berichtigt ist.
   *[other] Auf { $n } Konten geht nichts hinaus ({ $names }): { $why }. Rufen Sie den Betrieb an. Fortsetzen hilft erst, wenn die Token berichtigt sind.
 }
console-resume-due = { $n ->
    [0] Es ginge jetzt nichts hinaus.
    [one] Ein Beitrag ginge sofort hinaus.
   *[other] { $n } Beiträge gingen sofort hinaus.
 }
console-resume-approved-only = { $n ->
    [0] Es wartet nichts. Neues lässt sich erst sagen, wenn die Dateien in Ordnung sind.
    [one] Ein Beitrag wartet. Ist er freigegeben, geht er sofort hinaus.
   *[other] { $n } Beiträge warten. Was davon freigegeben ist, geht sofort hinaus.
 }
console-resume-acts = Fortsetzen: { $acts }
console-resume-too = { $other } Auch das wird damit fortgesetzt.
console-resume-whom = { $names ->
    [none] Sie dürfen das nicht fortsetzen, und sonst darf es niemand. Rufen Sie den Betrieb an.
   *[other] Sie dürfen das nicht fortsetzen. Rufen Sie jemanden an, der es darf: { $names }.
 }

## Konten

console-accounts = Konten
console-accounts-count = { $broken ->
    [0] { $n ->
        [one] Auf dem Konto kann veröffentlicht werden.
       *[other] Auf allen { $n } Konten kann veröffentlicht werden.
    }
    [one] { $n ->
        [one] Auf dem Konto kann gerade nicht veröffentlicht werden.
       *[other] Auf einem von { $n } Konten kann gerade nicht veröffentlicht werden.
    }
   *[other] Auf { $broken } von { $n } Konten kann gerade nicht veröffentlicht werden.
 }
console-account-ready = bereit
console-account-paused = angehalten
console-account-stopped = gesperrt
console-account-tried = nimmt nichts an
console-account-tried-since = { $again ->
    [now] Seit { $since } nimmt die Plattform nichts an. Das Programm versucht es gerade noch einmal.
   *[other] Seit { $since } nimmt die Plattform nichts an. Das Programm versucht es wieder: { $again }.
 }
console-account-mute = nicht verbunden
console-account-never = In diesem Vorfall noch kein Beitrag.
console-account-last = Letzter Beitrag: { $time }.
console-account-identified = Zugang geprüft: { $time }.

## Anmelden

console-sign-in = Anmelden
console-sign-in-passkey = Mit Passkey anmelden
console-sign-in-otherwise = Ohne Passkey anmelden
console-sign-in-no-way = Geht beides nicht, rufen Sie jemanden an, der Zugänge verwaltet: Sie werden neu eingeladen.
console-touch-means = Bestätigen Sie, dass Sie es selbst sind. Wer nur Ihr entsperrtes Handy in der Hand hat, kann das dann nicht tun.
console-touch-alone = Braucht es dafür eine zweite Person, tun Sie es allein, und alle erfahren sofort Ihren Grund: „{ $reason }“
console-touch-passkey = Mit Passkey bestätigen
console-touch-typed = Mit Passphrase und Code bestätigen
console-touch-confirm = Bestätigen
console-sign-in-again = Neu anmelden
console-sign-out = Abmelden
console-name = Name
console-name-hint = So, wie ihn die anderen lesen sollen.
console-passphrase = Passphrase
console-passphrase-hint = Mindestens 12 Zeichen, am besten vier Wörter, die nichts miteinander zu tun haben.
console-code = Einmalcode
console-code-hint = Sechs Ziffern aus der App, oder ein Wiederherstellungscode vom Ausdruck.
console-refused = Das stimmt so nicht.
console-refused-advice = Prüfen Sie Name, Passphrase und Code. Nach mehreren Versuchen warten Sie eine Viertelstunde.
console-too-many = Zu viele Versuche über diesen Internetanschluss.
console-too-many-advice = Warten Sie eine Viertelstunde, oder nehmen Sie einen anderen, etwa den Hotspot des Handys.
console-needs-script = Ein Passkey braucht JavaScript. Ohne geht es mit Passphrase und Code.
console-passkey-failed = Das hat nicht geklappt, und es ist nichts geschehen. Versuchen Sie es noch einmal. { $doing ->
    [join] Ohne Passkey: Richten Sie unten Passphrase und App ein.
    [add] Kann dieses Gerät keinen Passkey anlegen, nehmen Sie ein anderes.
    [confirm] Ohne Passkey: Bestätigen Sie mit Passphrase und Code, wenn Sie die eingerichtet haben.
    [approve] Ohne Passkey: Melden Sie sich unter „Mehr › Ich“ ab und mit Passphrase und Code wieder an. Der Entwurf bleibt.
   *[sign-in] Wenn kein Passkey da ist, melden Sie sich mit Passphrase und Code an.
 }
console-confirm-now = Bestätigen Sie noch: Veröffentlicht oder freigegeben ist noch nichts.
console-session-over = Sie sind nicht mehr angemeldet
console-session-over-advice = Es ist nichts verloren: Melden Sie sich in einem neuen Fenster an, kommen Sie zurück und senden Sie es noch einmal.
console-session-ends = Sie sind angemeldet bis { $time }.
console-send-again = Noch einmal senden

## Einladung und Wege, sich anzumelden

console-invitation = Willkommen, { $name }
console-invitation-over = Diese Einladung gilt nicht mehr
console-invitation-over-advice = Sie wurde benutzt, ist abgelaufen oder durch eine neuere ersetzt. Lassen Sie sich neu einladen.
console-passkey-means = Ein Passkey ersetzt das Passwort: Sie melden sich mit Fingerabdruck, Gesicht oder PIN dieses Geräts an. Dafür braucht es weder E-Mail noch SMS noch einen Rechner im Rathaus.
console-passkey-make = Passkey anlegen
console-passkey-another = Noch einen Passkey anlegen
console-passkey-remove = Passkey entfernen
console-passkey-label = Wie heißt das Gerät?
console-passkey-label-hint = Zum Beispiel: Diensttelefon
console-second-way = Passphrase und App
console-second-way-means = Für Geräte ohne Passkey: eine Passphrase und eine App, die alle 30 Sekunden einen neuen Code zeigt.
console-second-way-begin = Einrichten
console-second-way-again = Neu einrichten
console-second-way-none = Nicht eingerichtet. Richten Sie es ein, dann kommen Sie auch ohne dieses Gerät herein.
console-second-way-since = Eingerichtet { $time }
console-second-way-save = Speichern
console-app-scan = Scannen Sie das Bild mit einer App für Einmalcodes.
console-app-type = Oder tippen Sie in der App:
console-app-then = Denken Sie sich eine Passphrase aus, und geben Sie den Code ein, den die App jetzt zeigt.
console-app-code = Code aus der App
console-qr = QR-Code
console-codes = Wiederherstellungscodes
console-codes-means = Drucken Sie diese Codes aus, und legen Sie sie weg. Jeder gilt einmal, zusammen mit der Passphrase. Sie werden nicht noch einmal gezeigt.
console-codes-replace = Neue Codes treten an die Stelle der alten.
console-codes-done = Ich habe sie
console-codes-left = { $n ->
    [0] Alle sind verbraucht.
    [one] Einer ist übrig.
   *[other] { $n } sind übrig.
 }
console-codes-new = Neue ausdrucken
console-ways = So melden Sie sich an
console-way-added = Angelegt { $time }, noch nicht benutzt
console-way-used = Zuletzt benutzt { $time }
console-way-remove = Entfernen
console-ways-lately = Zuletzt an Ihren Zugängen geändert
console-ways-lately-means = Waren Sie das nicht? Melden Sie sich überall sonst ab, entfernen Sie den fremden Passkey, und rufen Sie jemanden an, der Zugänge verwaltet. Mit dem Abmelden enden Ihre Freigaben für alles, was noch nicht hinausgegangen ist.
console-sessions-others-end = Überall sonst abmelden
console-sessions = Wo Sie angemeldet sind
console-session-this = Dieses Gerät
console-session-since = Seit { $time }, bis { $until }
console-session-end = Beenden

## Leute

console-people = Leute
console-no-rights = Darf ansehen und anhalten
console-everywhere = überall
console-right = { $role }: { $where }
console-role-writer = Schreiben
console-role-approver = Freigeben
console-role-stopper = Anhalten
console-role-admin = Zugänge verwalten
console-role-none = nur ansehen und anhalten
console-role = Darf
console-where = Wo
console-where-search = Suchen Sie zuerst die Kommune oder Gruppe, wenn das Recht nicht überall gelten soll.
console-rights = Rechte
console-rights-add = Ein weiteres Recht:
console-rights-change = Rechte ändern
console-rights-wanted = Künftige Rechte von { $name }: { $rights }
console-rights-by = Beantragt von { $by }, { $time }
console-rights-second = Eine zweite Person, die Zugänge verwaltet, muss das bestätigen.
console-rights-confirm = Bestätigen
console-rights-refuse = Ablehnen
console-alone = Allein, ohne die zweite Person
console-alone-why = Warum allein?
console-alone-hint = { $told ->
    [no] Es steht im Protokoll. Alarme werden nicht verschickt: Sagen Sie es den anderen selbst.
   *[yes] Alle erfahren es sofort, und es steht im Protokoll.
 }
console-invite = Jemanden einladen
console-invited = Einladung für { $name }
console-invite-again = Neu einladen
console-invite-again-means = Für jemanden, der sich nicht mehr anmelden kann. Bis die Einladung angenommen ist, gelten alle früheren Geräte der Person weiter. Ist ein Gerät verloren, tippen Sie zuerst auf „Überall abmelden“. Hat es jemand anderes in der Hand, entziehen Sie den Zugang.
console-end-sessions = Überall abmelden
console-approvals-end = „Überall abmelden“, „Neu einladen“ und „Zugang entziehen“ beenden auch die Freigaben dieser Person: Was noch nicht hinausgegangen ist, wartet dann auf eine neue Freigabe.
console-remove = Zugang entziehen
console-remove-name = { $name } den Zugang entziehen

## Protokoll

console-log = Protokoll
console-log-verify = Prüfen
console-log-csv = Als Tabelle herunterladen
console-log-rest = Das sind die letzten { $n } Zeilen. Alle stehen in der Tabelle.
console-log-broken = Das Protokoll wurde geändert: Zeile { $number } passt nicht zur Zeile davor.
console-log-broken-advice = Lassen Sie alles, wie es ist, und vergleichen Sie mit einer früher heruntergeladenen Tabelle.
console-log-forged = { $n ->
    [one] Eine Unterschrift passt nicht zu ihrer Freigabe.
   *[other] { $n } Unterschriften passen nicht zu ihren Freigaben.
 }
console-log-keep = Bewahren Sie die Tabelle außerhalb dieses Rechners auf: Nur so fällt auf, wenn am Ende Zeilen fehlen.
console-log-line = Zeile { $number }, { $via ->
    [console] in der Konsole
    [command-line] auf der Befehlszeile
   *[script] durch ein Skript
 }. Prüfsumme { $hash }
console-did-invited = { $name } hat { $about } eingeladen.
console-did-joined = { $name } ist dazugekommen.
console-did-removed = { $name } hat { $about } den Zugang entzogen.
console-did-signed-in = { $name } hat sich angemeldet.
console-did-locked-out = { $name ->
    [none] Ein Name, den hier niemand hat, ist nach falschen Versuchen gesperrt.
   *[other] „{ $name }“ ist nach falschen Versuchen gesperrt.
}
console-did-session-ended = { $name } hat { $about } abgemeldet.
console-did-passkey-added = { $name } hat einen Passkey angelegt.
console-did-passkey-removed = { $name } hat einen Passkey entfernt.
console-did-second-way-set = { $name } hat Passphrase und App eingerichtet.
console-did-codes-printed = { $name } hat neue Wiederherstellungscodes.
console-did-rights-asked = { $name } hat andere Rechte für { $about } beantragt.
console-did-rights-changed = { $name } hat die Rechte von { $about } geändert.
console-did-rights-refused = { $name } hat andere Rechte für { $about } abgelehnt.
console-did-draft-handed-in = { $name } hat zur Freigabe gegeben: { $task }.
console-did-draft-returned = { $name } hat zurückgegeben: { $task }. { $note ->
    [none] {""}
   *[other] Grund: { $note }
 }
console-did-draft-discarded = { $name } hat einen Entwurf verworfen: { $task }.
console-did-changed = { $name } hat Angaben geändert oder bestätigt: { $names }.
console-did-changed-file = { $name } hat die Lagedatei geändert.
console-did-changed-task = { $n ->
    [0] { $name } hat gespeichert: { $task }.
    [one] { $name } hat einen Beitrag veröffentlicht: { $task }.
   *[other] { $name } hat { $n } Beiträge veröffentlicht: { $task }.
 }
console-did-approved = { $name } hat Texte von { $about } freigegeben.
console-did-approved-task = { $n ->
    [0] { $name } hat freigegeben: { $task }.
    [one] { $name } hat einen Beitrag freigegeben: { $task }.
   *[other] { $name } hat { $n } Beiträge freigegeben: { $task }.
 }
console-did-alone = { $name } hat allein gehandelt ({ $about }). Grund: { $why }
console-did-paused = { $name } hat angehalten: { $scope }.
console-did-resumed = { $name } hat fortgesetzt: { $scope }.
console-did-settled = { $name } hat geklärt, ob ein Beitrag veröffentlicht ist: { $about }.
console-did-archived = { $name } hat einen früheren Vorfall archiviert: { $about }.
console-did-adopted = { $name } hat übernehmen lassen, was auf den Konten steht.
console-did-translations-signed = { $name } hat Übersetzungen abgezeichnet ({ $about }).
console-did-not-done = Doch nicht geschehen: { $what }

## Beiträge

console-posts-filter = Nach Zustand
console-posts-in-state = { $state ->
    [all] Alle ({ $n })
    [posted] Veröffentlicht ({ $n })
    [waiting] Wartet ({ $n })
    [held] Zurückgehalten ({ $n })
    [refused] Abgelehnt ({ $n })
    [expired] Verfallen ({ $n })
   *[unknown] Ungewiss ({ $n })
 }
console-no-posts = Hier ist kein Beitrag.
console-posts-all = Alle { $n }
console-posts-back = Zu allen Meldungen
console-post-kind = { $kind ->
    [outage] Ausfall
    [appointments] Termine
    [contacts] Kontakt
    [services] Leistungen
    [estimate] Voraussichtliche Dauer
    [status] Stand
    [restoration] Etwas geht wieder
    [correction] Korrektur
    [retraction] Rücknahme
    [all-clear] Entwarnung
    [notice] Hinweis
   *[none] Meldung
 }
console-choose-wrong = Welcher Beitrag ist falsch?
console-choose-wrong-hint = Tippen Sie auf die Kommune, deren Beitrag falsch ist.
console-choose-more = { $n ->
    [one] Eine weitere Kommune finden Sie über die Suche.
   *[other] { $n } weitere Kommunen finden Sie über die Suche.
 }
console-nothing-published = Es ist nichts veröffentlicht, was falsch sein könnte.
console-nothing-published-advice = Was noch wartet, richtet sich nach den Angaben: Ändern Sie sie unter „Städte“.

## Ein Beitrag

console-post = { $name } auf { $channel }
console-post-removed = gelöscht, { $time }
console-post-cancelled = Er soll nicht mehr erscheinen.
console-post-still-public = Dieser Beitrag ist falsch und noch öffentlich.
console-settle-deleted = Ich habe ihn gelöscht
console-post-key = Schlüssel: { $key }
console-correct = Berichtigen
console-withdraw = Zurückziehen, ohne etwas zu berichtigen
console-withdraw-means = Alle Beiträge dieser Mitteilung werden gelöscht, auch frühere, und sie wird nicht wiederholt. Ein neuer Beitrag sagt, dass sie falsch war. Sie lesen ihn vorher.
console-withdraw-facts = Die Angaben bleiben, wie sie sind. Stimmen sie nicht, ändern Sie sie unter [Städte](/staedte).
console-withdraw-it = Diese Mitteilung zurückziehen
console-withdraw-here = Nur bei dieser Kommune zurückziehen
console-withdraw-everywhere = Bei allen { $n } Kommunen zurückziehen
console-call-off = Absagen
console-call-off-here = Nur bei dieser Kommune absagen
console-call-off-everywhere = Bei allen { $n } Kommunen absagen
console-call-off-means = Davon ist noch nichts veröffentlicht. Sagen Sie es ab, erscheint es nicht, und öffentlich wird nichts davon gesagt. Die Angaben bleiben, wie sie sind. Vorher sehen Sie, was sich ändert.
console-call-off-posts = { $n ->
    [one] Ein Beitrag erscheint
   *[other] { $n } Beiträge erscheinen
 } dann nicht: { $names }
console-settle = Ist er erschienen?
console-settle-means = Die Antwort der Plattform kam nicht an. Öffnen Sie das Konto, und sehen Sie nach. Das Programm sucht den Beitrag auch selbst, solange es das Konto lesen kann.
console-settle-address = Adresse des Beitrags
console-settle-address-hint = Kopieren Sie sie von der Seite des Kontos selbst.
console-settle-posted = Er ist da, unter dieser Adresse
console-settle-by-hand = Ich habe ihn von Hand veröffentlicht
console-settle-absent = Er ist nicht da
console-settle-absent-again = Er wird dann noch einmal gesendet.
console-settle-absent-never = Er wird dann nicht mehr gesendet.
console-settle-absent-advice = Sehen Sie zweimal nach: Ist er doch da, erscheint er doppelt oder bleibt veröffentlicht.
console-settle-absent-sure = Ich habe nachgesehen: Er ist nicht da
console-life = Was geschehen ist
console-life-state = { $state ->
    [waiting] geplant
    [sending] unterwegs
    [posted] { $action ->
        [edit] geändert
        [delete] gelöscht
       *[publish] veröffentlicht
    }
    [refused] abgelehnt
    [unknown] ungewiss
    [expired] verfallen
   *[superseded] überholt
 }
console-life-replaced = Was an seine Stelle trat
console-life-target = Der Beitrag, den das ändert
console-approved-by = Freigegeben von { $names }
console-approved-by-nobody = Noch nicht freigegeben
console-text-first = Wie er zuerst erschien
console-text-earlier = Der Text bis { $time }

## Falsches berichtigen

console-wrong = Was ist falsch?
console-wrong-hint = Aus diesen Angaben entstand der Beitrag. Ändern Sie, was falsch war, und lassen Sie alles andere stehen. { $for ->
        [all] Sind Titel oder Ursache falsch, ziehen Sie den Beitrag zurück, und melden Sie den Ausfall neu, mit den richtigen Angaben.
       *[town] Sind Titel oder Ursache falsch, rufen Sie jemanden an, der für alle schreiben darf.
    }
console-wrong-where = Wo ist es falsch?
console-wrong-everywhere = Für alle, für die diese Angabe gilt (eigene Angaben anderer Städte bleiben)
console-wrong-here = Nur hier: { $name }
console-wrong-others = { $names ->
    [none] Ist es bei anderen Kommunen auch falsch? Dann rufen Sie diese an.
   *[other] Ist es bei anderen Kommunen auch falsch? Für sie dürfen das: { $names }.
 }
console-wrong-unknown = Es ist nicht bekannt, aus welchen Angaben dieser Beitrag entstand.
console-wrong-unknown-advice = Sie können ihn zurückziehen.
console-wrong-own-words = Dieser Beitrag hat eigene Worte.
console-wrong-own-words-advice = Steht das Falsche in diesen Worten, ziehen Sie ihn zurück. Sonst berichtigen Sie hier die Angabe in ihm, die falsch war, und lassen alles andere stehen.
console-wrong-own-words-only = Dieser Beitrag hat eigene Worte, und keine Angabe steht in ihm, die sich hier berichtigen ließe: Sie können ihn nur zurückziehen.
console-called = Ich habe dort angerufen
console-hours-hint = Zum Beispiel: Mo-Fr 08:00-16:00, Sa 09:00-12:00
console-fact-now = Inzwischen angegeben: { $value }
console-fact-gone = Inzwischen ist nichts mehr dazu angegeben.
console-facts = { $field ->
    [next-update] Nächste Information
    [appointments] Termine
    [services] Leistungen
    [reach] Erreichbarkeit
    [instruction] Was die Leute tun sollen
    [email] E-Mails an die Verwaltung
    [estimate] Voraussichtliche Dauer
    [info-url] Notfallseite
    [what] Was falsch war
    [incident] Titel des Vorfalls
    [title] Titel des Vorfalls
    [cause] Ursache
    [hours] Zeiten
   *[other] { $field }
 }
console-fact = { $detail ->
    [phone] Rufnummer
    [hours] Zeiten
    [name] Name ({ LANGUAGE($language) })
    [for] Wofür ({ LANGUAGE($language) })
    [email] E-Mail-Adresse
    [url] Internetadresse
    [place] { $language ->
        [none] Ort
       *[other] Ort ({ LANGUAGE($language) })
    }
    [title] Titel ({ LANGUAGE($language) })
    [cause] Art der Ursache
    [lines] Leitungen
    [valid-from] Gilt ab
    [verified-by] Geprüft von
    [from] Ab
    [since] Seit
    [at] Zeitpunkt
    [to] Bis
    [until] Bis
    [note] Zusatz ({ LANGUAGE($language) })
    [alternative] Stattdessen ({ LANGUAGE($language) })
    [policy] Was wird aus Terminen?
    [confirmed] Angaben bestätigt
    [next-update] Zeitpunkt
    [text] Satz ({ LANGUAGE($language) })
    [say] Anweisung
    [action] Was Absender tun sollen
    [lost-since] Verloren seit
    [lost-until] Verloren bis
    [kind] Art der Angabe
    [info-url] Adresse
   *[other] { $detail }
 }
console-level = { $level ->
    [up] geht
    [limited] nur eingeschränkt
    [down] geht nicht
    [none] ja
   *[unknown] nicht bekannt
 }
console-status = { $status ->
    [available] möglich
    [limited] nur eingeschränkt
    [unavailable] nicht möglich
   *[unknown] nicht bekannt
 }
console-value = { $value ->
    [cancelled] entfallen
    [limited] nur zum Teil
    [take-place] finden statt
    [null] nicht angegeben
    [unknown] nicht bekannt
    [resend] erneut senden
    [resend-by-post-or-phone] per Brief oder Telefon wiederholen
    [use-post-or-phone] Brief oder Telefon nutzen
    [delivered-later] werden später zugestellt
    [urgent-at] Dringendes an einem Ort
    [stay-home] zu Hause bleiben
    [do-not-come] nicht kommen
    [wait] warten
    [call] anrufen
    [not-before] nicht vor
    [expected] voraussichtlich ab
    [expected-between] voraussichtlich zwischen
   *[other] { $value }
 }

## Probelauf

console-practise = Probelauf
console-practise-means = In einem Probelauf sieht alles aus wie sonst, aber nichts verlässt den Rechner der Konsole: Sie läuft auf einer Kopie der Daten und auf nachgestellten Plattformen. Alle, die angemeldet sind, können mitmachen.
console-practise-begin = Probelauf beginnen
console-practise-runs = Ein Probelauf läuft, begonnen von { $by } am { $time }.
console-practise-enter = Zum Probelauf
console-practise-end = Probelauf beenden
console-practising = Dies ist ein Probelauf.
console-practising-means = Was Sie hier veröffentlichen, steht nur auf den nachgestellten Plattformen.
console-practise-leave = Probelauf verlassen

## Freigeben

console-hand-in = Zur Freigabe geben
console-hand-in-not = Das betrifft auch Kommunen, für die Sie nicht schreiben dürfen.
console-hand-in-whom = { $names ->
    [none] Bitten Sie jemanden, der Zugänge verwaltet, um das Recht dazu.
   *[other] Rufen Sie jemanden an, der es darf: { $names }.
 }
console-handed-in = Wartet darauf, dass jemand anderes es freigibt.
console-handed-in-to = { $names ->
    [none] Niemand sonst darf das freigeben. Rufen Sie jemanden an, der Zugänge verwaltet.
   *[other] Rufen Sie jemanden an. Freigeben dürfen: { $names }.
 }
console-approve = { $n ->
    [one] Einen Text freigeben
   *[other] { $n } Texte freigeben
 }
console-approve-alone = Allein freigeben, weil niemand sonst erreichbar ist
console-no-text = (kein Text)

## Neu sagen, was nicht mehr stimmt

console-planned = Geplant
console-posts-named = { $kind }, { $time } ({ $names })
console-upcoming = Was wiederkehrt
console-upcoming-next = { $kind } ({ $whose }) · das nächste Mal { $time } · { $n ->
    [0] kein Beitrag
    [one] ein Beitrag
   *[other] { $n } Beiträge
 }, nach den jetzigen Angaben{ $until ->
    [none] {""}
   *[other] {" "}· bis { $until }
 }
console-upcoming-not-mine = Beenden kann es, wer für { $names } schreiben darf.
console-upcoming-nothing = Nach den jetzigen Angaben würde nichts gesagt: Der neueste Beitrag sagt dasselbe.
console-upcoming-approval = Wenn es so weit ist, muss jemand die Texte freigeben.
console-upcoming-confirm = { $hours ->
    [one] In der Stunde
   *[other] In den { $hours } Stunden
 } davor muss jemand die Angaben bestätigen ({ $names }). Sonst { $n ->
    [one] wird ein Beitrag
   *[other] werden { $n } Beiträge
 } zurückgehalten.
console-upcoming-confirm-advice = Sehen Sie sie dann unter [Städte](/staedte) an, und tippen Sie auf „Stimmt noch“.
console-upcoming-end = Wiederkehrendes beenden
console-ends = Sobald Sie speichern, ist { $announcement } beendet.
console-ends-means = { $n ->
    [0] Was veröffentlicht ist, bleibt stehen.
    [one] Ein Text davon wartet oder wird zurückgehalten: Auch er wird dann nicht mehr veröffentlicht. Was veröffentlicht ist, bleibt stehen.
   *[other] { $n } Texte davon warten oder werden zurückgehalten: Auch sie werden dann nicht mehr veröffentlicht. Was veröffentlicht ist, bleibt stehen.
 }
console-again = Was nicht mehr stimmt
console-again-means = { $n ->
    [one] Dieser Beitrag stimmt nicht mehr mit den Angaben überein.
   *[other] Diese { $n } Beiträge stimmen nicht mehr mit den Angaben überein.
 }
console-again-do = Neu sagen und prüfen
console-again-address = In diesen Beiträgen bleibt die bisherige Nummer oder Adresse stehen, auch wenn Sie es neu sagen.
console-again-address-advice = War sie falsch, berichtigen Sie sie: Das löscht oder ändert die falschen Beiträge und sagt das Richtige.
console-again-share = Sie können das für einen Teil davon tun: { $names }
console-again-says = Veröffentlicht ist:
console-again-now = Jetzt müsste es heißen:
console-again-nothing = Alle Beiträge dieser Meldung stimmen noch.
console-again-recurs = Der nächste Stand sagt es von selbst richtig.
console-again-recurs-advice = Wenn es eilt, sagen Sie den Stand einmal jetzt.
console-again-over-advice = Sie können die Beiträge zurückziehen.
console-withdraw-posts = { $n ->
    [one] Diesen Beitrag zurückziehen
   *[other] Diese { $n } Beiträge zurückziehen
 }

## Städte

console-towns-title = Städte
console-town-broken = Angaben fehlerhaft
console-town-well = keine Störung
console-town-silent = keine Angaben
console-town-troubles = { $n ->
    [one] eine Störung
   *[other] { $n } Störungen
 }
console-confirmed = Zuletzt bestätigt: { $time }
console-never-confirmed = Diese Angaben hat noch niemand bestätigt.
console-still-true = Stimmt noch
console-set-many = Angaben für mehrere ändern
console-facts-not-mine = Ändern kann diese Angaben, wer für { $name } schreiben darf.
console-group-means = Was hier steht, gilt für alle { $n }, soweit sie nichts Eigenes angeben.
console-confirm-many = Für mehrere bestätigen
console-confirm-whose = Wessen Angaben stimmen noch?
console-need-confirmed = Stimmen die Angaben noch? Der nächste Stand ist am { $time } an der Reihe. Er geht nur hinaus, wenn er etwas Neues sagt.
console-need-confirmed-late = Stimmen die Angaben noch? Der Stand wartet darauf.
console-done-saved = Gespeichert für { $name }: { $what }
console-done-taken-back = Gespeichert. Der Entwurf wartet damit nicht mehr auf Freigabe.
console-done-taken-back-advice = Lesen Sie ihn, und geben Sie ihn noch einmal zur Freigabe.
console-done-confirmed = Bestätigt: Die Angaben stimmen noch ({ $names }).
console-form-missing-key = hier fehlt etwas
console-form-missing-key-advice = Füllen Sie das Feld aus, oder leeren Sie die Felder, die dazugehören.
console-form-wrong-order = das Ende liegt nicht nach dem Anfang
console-form-wrong-order-advice = Prüfen Sie beide Zeiten.
console-form-no-such-time = diese Uhrzeit gibt es in dieser Nacht nicht: Die Uhren werden vorgestellt
console-form-no-such-time-advice = Nehmen Sie eine Uhrzeit davor oder danach.
console-form-ambiguous-time = diese Uhrzeit gibt es in dieser Nacht zweimal: Die Uhren werden zurückgestellt
console-form-ambiguous-time-advice = Nehmen Sie eine Uhrzeit davor oder danach.
console-done-own-rights = Ihre Rechte sind geändert. Zugänge verwalten Sie nicht mehr.
console-done-written = { $names ->
    [none] Gespeichert: { $task }
   *[other] Gespeichert: { $task } ({ $names })
 }
console-done-nothing = Es wurde nichts veröffentlicht.
console-done-outdated = { $n ->
    [one] Ein veröffentlichter Beitrag stimmt damit nicht mehr.
   *[other] { $n } veröffentlichte Beiträge stimmen damit nicht mehr.
 }
console-done-approved-first = Sie haben freigegeben. Jemand anderes muss noch freigeben.
console-done-approved = Freigegeben.
console-done-approved-means = Die Texte gehen hinaus, sobald sie an der Reihe sind.
console-done-returned = Zurückgegeben an { $by }.
console-done-resumed = Fortgesetzt: { $scope }
console-done-resumed-means = Was freigegeben ist, geht jetzt hinaus.
console-done-posted = Eingetragen: Der Beitrag ist veröffentlicht.
console-done-absent = Eingetragen: Der Beitrag ist nicht da.
console-save = Speichern
console-save-only = Nur speichern
console-none = nichts angegeben
console-from-all = Für alle angegeben
console-from-prepared = Vorbereitet
console-from = Angegeben für { $name }
console-own-words = Eigene Worte stattdessen
console-own-words-hint = Der Satz wird nicht übersetzt.
console-new-service = Noch eine Leistung angeben
console-new-contact = Noch einen Kontakt angeben
console-makes-outdated = { $n ->
    [one] Ein veröffentlichter Beitrag stimmt damit nicht mehr. Gespeichert ist noch nichts.
   *[other] { $n } veröffentlichte Beiträge stimmen damit nicht mehr. Gespeichert ist noch nichts.
 }
console-words-left = { $words ->
    [none] In anderen Sprachen steht weiter der alte Text ({ $languages }). Stimmt er nicht mehr, ändern Sie ihn auch dort.
   *[other] Auf { $languages } steht weiter: „{ $words }“ Stimmt das nicht mehr, ändern Sie es auch dort.
 }
console-tell-again-review = Neu sagen und prüfen
console-changed-by = { $by } hat inzwischen geändert:
console-changed-or-confirmed-by = { $by } hat inzwischen geändert oder bestätigt:
console-changed-by-advice = Ihre Änderungen stehen noch im Formular, gespeichert sind sie nicht. Prüfen Sie, ob sie noch passen, und speichern Sie noch einmal.
console-confirm-changed = Es wurde nichts bestätigt. Lesen Sie, was jetzt gilt. Stimmt es, tippen Sie noch einmal auf „Stimmt noch“.
console-typed-kept = Das haben Sie vorhin eingetragen. Es steht noch im Formular:
console-typed-aside = Jemand hat diesen Entwurf inzwischen geändert. Ihre Eingaben stehen noch nicht darin:
console-typed-fill = Meine Eingaben übernehmen
console-typed-drop = Meine Eingaben verwerfen
console-draft-old = Dieser Entwurf ist von { $time }. Stimmt noch alles?
console-draft-old-advice = Seine Texte nennen den Stand von damals. Ändern Sie seine Angaben, oder gehen Sie sie noch einmal durch: Dann nennen sie den von jetzt.
console-draft-older = Der Entwurf ist älter und würde das überschreiben. Stimmt er nicht mehr, ändern Sie seine Angaben, oder verwerfen Sie ihn.
console-draft-below = Der Entwurf ist älter und weiß davon nichts. Was er sagt, würde auch dort gelten: Fragen Sie dort nach. Stimmt er nicht mehr, ändern Sie seine Angaben, oder verwerfen Sie ihn.
console-draft-words = Was dieser Entwurf angibt, fehlt auf { LANGUAGE($language) }. Veröffentlichen Sie ihn, und ergänzen Sie es danach unter „Städte“: Dann geht auch das hinaus. { $canAnswer ->
    [yes] Oder nehmen Sie es unter „Angaben ändern“ heraus.
   *[no] { "" }
 }
console-draft-time = { $canAnswer ->
    [yes] Nennen Sie unter „Angaben ändern“ eine andere Zeit, oder keine.
   *[no] Geben Sie den Entwurf zurück, damit er eine andere Zeit nennt, oder keine.
 }
console-draft-unverified = { $canAnswer ->
    [yes] Rufen Sie dort an, und setzen Sie dann unter „Angaben ändern“ bei dieser Nummer den Haken „Ich habe dort angerufen“.
   *[no] Rufen Sie dort an. Ist der Entwurf veröffentlicht, setzen Sie bei dieser Nummer unter „Städte“ den Haken „Ich habe dort angerufen“.
 }
console-somebody = Jemand
