### Was in der Konsole steht, auf Deutsch. console.en.ftl hat dieselben Sätze mit denselben Namen: Ein Test vergleicht sie.

## Rahmen jeder Seite

console-skip = Zum Inhalt
console-mode-draft = ENTWURF
console-mode-exercise = ÜBUNG
console-mode-live = ECHT
console-mode-broken = FEHLER IN DEN DATEIEN
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
    [yes] Bis sie behoben sind, wird nichts Neues geplant. Nichts wird öffentlich.
   *[no] Bis sie behoben sind, wird nichts Neues geplant.
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
console-practitioner = Presse (Übung)
console-not-allowed = Dafür haben Sie kein Recht.
console-not-allowed-advice = Wer Rechte vergibt, steht unter „Leute“.
console-not-possible = Das geht so nicht

## Lage

console-situation = Lage
console-broken = Solange die Dateien Fehler haben, wird nichts Neues geplant. Was freigegeben ist, geht weiter hinaus.
console-broken-advice = Anhalten geht trotzdem.
console-nothing-said = Noch ist nichts veröffentlicht.
console-published = { $n ->
    [one] { $n } Beitrag ist veröffentlicht.
   *[other] { $n } Beiträge sind veröffentlicht.
 }
console-no-promise = Keine nächste Information ist angekündigt.
console-promise = Nächste Information:
console-needs = Braucht Sie ({ $n })
console-needs-nothing = Nichts wartet auf Sie.
console-tasks = Was möchten Sie tun?
console-task-outage = Ausfall melden
console-task-outage-means = Das erste Wort: was nicht geht und was zu tun ist
console-task-status = Stand sagen
console-task-status-means = Einmal jetzt oder jeden Tag
console-task-restoration = Etwas geht wieder
console-task-restoration-means = Ein Dienst, das Telefon, die Website
console-task-correction = Falsches berichtigen
console-task-correction-means = Eine Nummer, eine Uhrzeit, eine Angabe
console-task-all-clear = Entwarnung
console-task-all-clear-means = Es ist vorbei
console-kind = { $kind ->
    [outage] Ausfall melden
    [status] Stand sagen
    [restoration] Etwas geht wieder
    [correction] Falsches berichtigen
    [retraction] Beitrag zurückziehen
    [all-clear] Entwarnung
    [facts] Angaben ändern
    [again] Neu sagen
   *[other] { $kind }
 }
console-need-draft = { $by } bittet um Freigabe: { $task }.
console-need-returned = Zurückgegeben: { $task }.
console-need-paused = Angehalten ist { $scope }, von { $by } seit { $time }.
console-need-promise = Um { $time } war die nächste Information versprochen.
console-need-approval = { $n ->
    [one] Ein Text von { $announcement } wartet auf Freigabe.
   *[other] { $n } Texte von { $announcement } warten auf Freigabe.
 }
console-need-unknown = { $n ->
    [one] Bei einem Beitrag ist ungewiss, ob er veröffentlicht ist ({ $names }).
   *[other] Bei { $n } Beiträgen ist ungewiss, ob sie veröffentlicht sind ({ $names }).
 }
console-need-unknown-advice = Das Programm sieht von selbst nach, bevor es etwas noch einmal sendet.
console-need-refused = { $n ->
    [one] Ein Beitrag wurde abgelehnt ({ $names }).
   *[other] { $n } Beiträge wurden abgelehnt ({ $names }).
 }
console-need-held = { $n ->
    [one] Ein Beitrag wird zurückgehalten ({ $names }): { $because }
   *[other] { $n } Beiträge werden zurückgehalten ({ $names }): { $because }
 }
console-need-outdated = { $n ->
    [one] Ein Beitrag von { $announcement } stimmt nicht mehr.
   *[other] { $n } Beiträge von { $announcement } stimmen nicht mehr.
 }
console-tell-again = Neu sagen
console-resume-look = Ansehen, was hinausginge
console-towns = Meine Städte
console-towns-all = Alle { $n }
console-more-konten = Konten
console-more-ueben = Üben
console-more-protokoll = Protokoll
console-more-leute = Leute
console-more-ich = Ich

## Melden

console-ask-who = Wer spricht?
console-everybody = Alle { $n }
console-ask-down = Was geht nicht?
console-ask-down-hint = Nur, was Sie wissen. Was Sie offen lassen, wird nicht gesagt.
console-down-everything = Alles, was am Netz hängt
console-way = { $way ->
    [counter] Schalter
    [phone] Telefon
    [website] Website
    [online_services] Online-Dienste
    [email_in] E-Mails an uns
    [email_out] E-Mails von uns
   *[other] { $way }
 }
console-ask-appointments = Termine
console-say-nothing = Nichts dazu sagen
console-appointments-cancelled = Entfallen
console-appointments-limited = Nur zum Teil
console-appointments-take-place = Finden statt
console-ask-next = Wann gibt es mehr zu sagen?
console-today = { $time } Uhr
console-tomorrow = morgen, { $time } Uhr
console-ask-more = Ursache, eigene Anweisung
console-ask-cause = Ursache
console-ask-cause-hint = Nur, wenn sie öffentlich genannt werden darf.
console-cause-cyberattack = Cyberangriff
console-cause-technical-fault = Technische Störung
console-cause-power-outage = Stromausfall
console-cause-network-outage = Netzausfall
console-ask-instruction = Was sollen die Leute tun?
console-ask-instruction-hint = Bleibt das Feld leer, gilt, was jede Stadt vorbereitet hat. Der Satz wird nicht übersetzt.
console-ask-when = Wie oft?
console-ask-when-hint = Ein täglicher Stand wird jeden Morgen nach den Angaben von dann gesagt, wenn sie jemand bestätigt hat.
console-daily = Täglich um { $time }
console-once = Einmal, jetzt
console-ask-back = Was geht wieder?
console-nothing-down = Nach den Angaben geht alles.
console-nothing-down-advice = Unter „Städte“ steht, was zuletzt angegeben wurde.
console-all-clear-means = Die Entwarnung nimmt alle Angaben zum Ausfall zurück.
console-all-clear-advice = Auch, was einzelne Städte selbst angegeben haben. Tägliche Stände enden damit.
console-goes-live = Der Vorfall wird damit ECHT.
console-goes-live-advice = { $sandbox ->
    [yes] Alles bleibt in der Sandbox auf diesem Rechner.
   *[no] Die Beiträge erscheinen auf den echten Konten.
 }
console-to-review = Weiter zur Prüfung

## Prüfen

console-review = Prüfen
console-wants = { $n ->
    [0] { $by } möchte: { $task }. Es wird nichts veröffentlicht.
    [one] { $by } möchte: { $task }. Ein Beitrag.
   *[other] { $by } möchte: { $task }. { $n } Beiträge von { $bodies ->
        [one] einer Stelle
       *[other] { $bodies } Stellen
    }.
 }
console-on-channel = { $n } auf { $channel }
console-cost = etwa { $usd } US-Dollar
console-wording = { $n ->
    [one] Ein Beitrag auf { $channel } ({ $language })
   *[other] { $n } Beiträge auf { $channel } ({ $language })
 }
console-wording-length = Bis zu { $longest } von { $limit } Zeichen
console-wording-more = { $n ->
    [one] und eine weitere Stelle
   *[other] und { $n } weitere Stellen
 }
console-edited = ändert einen veröffentlichten Beitrag
console-all-posts = { $n ->
    [one] Den Beitrag sehen, wie er erscheint
   *[other] Alle { $n } Beiträge sehen, wie sie erscheinen
 }
console-by-wording = Nach Wortlaut zusammengefasst
console-search = Stadt, Gemeinde oder Kreis
console-find = Suchen
console-found = { $n ->
    [one] { $n } Beitrag
   *[other] { $n } Beiträge
 }
console-length = { $length } von { $limit } Zeichen
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
    [one] Einen Beitrag veröffentlichen
   *[other] { $n } Beiträge veröffentlichen
 }
console-publish-live = { $n ->
    [one] ECHT: einen Beitrag veröffentlichen
   *[other] ECHT: { $n } Beiträge veröffentlichen
 }
console-write = Angaben speichern
console-change-answers = Angaben ändern
console-return-or-discard = Zurückgeben oder verwerfen
console-return-why = Warum geben Sie es zurück?
console-return = Zurückgeben
console-returned-because = Zurückgegeben: { $note }
console-no-reason = ohne Begründung
console-discard = Verwerfen
console-discarded = Dieser Entwurf wurde verworfen.
console-changed = Die Texte haben sich geändert, seit Sie sie gelesen haben. Es wurde nichts veröffentlicht.
console-changed-advice = Lesen Sie, was jetzt darin steht.

## Fortschritt

console-progress = Fortschritt
console-open-post = Öffnen
console-reload = Laden Sie die Seite neu, um zu sehen, wie weit es ist.

## Anhalten

console-stop = Anhalten
console-stop-means = Was noch nicht unterwegs ist, geht nicht hinaus, bis jemand weitermacht.
console-stop-everything = Alles anhalten
console-stop-channel = Nur { $channel } anhalten
console-stop-account = Ein einzelnes Konto
console-stop-one = Dieses Konto anhalten
console-stopped = Angehalten: { $scope }
console-stopped-means = Es gilt sofort. Was schon unterwegs war, kann noch erscheinen.
console-stopped-already = Schon angehalten, von { $by }: { $scope }
console-paused = { $scope }: angehalten von { $by } seit { $time }
console-resume = Weitermachen
console-not-paused = Nichts ist angehalten.
console-resume-due = { $n ->
    [0] Es ginge jetzt nichts hinaus.
    [one] Ein Beitrag ginge sofort hinaus.
   *[other] { $n } Beiträge gingen sofort hinaus.
 }
console-resume-waiting = { $n ->
    [one] Ein weiterer wartet auf Freigabe.
   *[other] { $n } weitere warten auf Freigabe.
 }
console-resume-publish = { $n ->
    [0] Weitermachen
    [one] Weitermachen: einen Beitrag veröffentlichen
   *[other] Weitermachen: { $n } Beiträge veröffentlichen
 }

## Konten

console-accounts = Konten
console-accounts-count = { $broken ->
    [0] Auf allen { $n } Konten kann veröffentlicht werden.
    [one] Auf einem von { $n } Konten kann gerade nicht veröffentlicht werden.
   *[other] Auf { $broken } von { $n } Konten kann gerade nicht veröffentlicht werden.
 }
console-account-ready = bereit
console-account-paused = angehalten
console-account-stopped = abgewiesen
console-account-mute = nicht verbunden
console-account-never = In diesem Vorfall noch kein Beitrag.
console-account-last = Letzter Beitrag: { $time }.
console-account-asked = Server gefragt: { $time }.
