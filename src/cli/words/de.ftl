### Was die Bedienenden lesen, auf Deutsch. en.ftl hat dieselben Sätze mit denselben Namen: Ein Test vergleicht sie.
### Einzüge, Pfeile und Leerzeilen setzt das Programm.

## Gezähltes

actions = { $n ->
    [one] { $n } Vorgang
   *[other] { $n } Vorgänge
 }
accounts = { $n ->
    [one] { $n } Konto
   *[other] { $n } Konten
 }
municipalities = { $n ->
    [one] { $n } Kommune
   *[other] { $n } Kommunen
 }
posts = { $n ->
    [one] { $n } Beitrag
   *[other] { $n } Beiträge
 }
and-more = { $names } und { $n } weitere
rest-more = … und { $n } weitere
or = { $a } oder { $b }

## Wohin etwas geht, und wie ernst

target-draft = ENTWURF { $sandbox ->
    [yes] in der Sandbox auf diesem Rechner
   *[no] für die echten Plattformen
 }
target-exercise = ÜBUNG { $sandbox ->
    [yes] in der Sandbox auf diesem Rechner
   *[no] auf den echten Plattformen
 }
target-live = LIVE { $sandbox ->
    [yes] in der Sandbox auf diesem Rechner
   *[no] auf den echten Plattformen
 }
nothing-of-draft = Es geht nichts hinaus: Der Vorfall ist ein Entwurf.

## Warum ein Befehl mit 2 endet

exit-staff = Exit-Status { $status }: { $reasons }.
staff-unapproved = { $n ->
    [one] { $n } Text wartet auf Freigabe
   *[other] { $n } Texte warten auf Freigabe
 } ({ $names })
staff-held = { $n ->
    [one] { $n } Text wird zurückgehalten
   *[other] { $n } Texte werden zurückgehalten
 } ({ $names })
staff-refused = { $n } abgelehnt
staff-unknown = { $n } ungewiss

## Fragen

nobody-confirms = Niemand ist da, der bestätigt
nobody-confirms-advice = Lesen Sie, was oben steht. Rufen Sie den Befehl dann mit --yes noch einmal auf.
nothing-changed = Es wurde nichts geändert.
ask-again = { $said }. NOCH EINMAL sagen?
ask-live = { $target }: Vorfall live schalten und { $actions } senden?
ask-write = In die Lagedatei schreiben ({ $target })?
ask-send = { $actions } senden, { $target }?
ask-waiting = { $n ->
    [one] { $n } Vorgang wartet auf Freigabe.
   *[other] { $n } Vorgänge warten auf Freigabe.
 }
ask-resume = Fortsetzen ({ $scope })?
yes-or-no = [j/N]
said-already = { $announcement } hat in den letzten Minuten auf denselben Konten dasselbe gesagt
said-already-advice = Wenn es so gemeint ist, geben Sie der neuen Mitteilung einen Namen: --id ID
nothing-of = von { $announcement } geht nichts hinaus

## Eine Änderung

change-live = { $target }: Der Vorfall wird LIVE geschaltet. Noch ist nichts fällig.
change-silent = { $target }: Dadurch wird nichts veröffentlicht.
change-leaves = { $n ->
    [one] { $n } Beitrag zu { $incident } bleibt veröffentlicht
   *[other] { $n } Beiträge zu { $incident } bleiben veröffentlicht
 }: Unter einer neuen Kennung werden sie nicht mehr korrigiert oder zurückgezogen, und jede Mitteilung der Datei wird NOCH EINMAL gesagt. Ist dies ein anderer Vorfall, leeren Sie zuerst `announcements:`.
change-nothing = Von { $announcement } geht nichts hinaus: { $because }.
change-written = { $what } steht jetzt in { $file }.
change-written-of = { $what } von { $who } steht jetzt in { $file }.
change-to-worker = Es geht an die Sandbox von `run` und wartet, bis dieser Dienst läuft.
change-paused-all = Es geht nichts hinaus: { $by } hat { $scope } angehalten, { $time }. `resume` sagt vorher, was dann hinausgeht.
change-paused-some = { $stopped ->
    [one] { $stopped } von { $actions } geht nicht hinaus
   *[other] { $stopped } von { $actions } gehen nicht hinaus
 }: { $by } hat { $scope } angehalten, { $time }. `resume` sagt vorher, was dann hinausgeht.

## Schritte, sobald sie getan sind. Das erste Wort ist eine Spalte von zehn Zeichen.

step-stopped = GESPERRT
step-breaker = STÖRUNG
step-breaker-opened = an { $server } wird vor { $time } nichts mehr gesendet: { $reason }
step-breaker-closed = an { $server } wird wieder gesendet
step-found = gefunden
step-found-words = veröffentlicht ist:
step-looked = gesucht
step-absent-words = noch nicht da:
step-unreadable-words = das Konto war nicht lesbar:
step-similar-words = etwas Ähnliches ist veröffentlicht:
step-gone-words = der Beitrag, der zu ändern war, ist weg:
step-publish = gesendet
step-edit = geändert
step-delete = gelöscht
step-refused = ABGELEHNT
step-deferred = später
step-unknown = UNGEWISS
step-unknown-words = { $reason }; es wird gesucht

## Die Übersicht: was aus Beiträgen wurde

board-publish = { $done } von { $all } veröffentlicht
board-edit = { $done } von { $all } geändert
board-delete = { $done } von { $all } gelöscht
board-gone = ({ $n } seither gelöscht)
done-publish = veröffentlicht
done-edit = geändert
done-delete = gelöscht
board-held = { $n } zurückgehalten: { $because }
board-waits = { $n ->
    [one] { $n } wartet: { $because }
   *[other] { $n } warten: { $because }
 }
board-state = { $n } { $state }
row-held = zurückgehalten: { $because }
row-waits = wartet: { $because }
nobody-knows = niemand weiß, warum
worker-delivers = Ein Dienst läuft und stellt zu. Strg-C beendet nur diese Ansicht.
state-sending = unterwegs
state-waiting = wartend
state-posted = gesendet
state-refused = abgelehnt
state-unknown = ungewiss
state-expired = verfallen
state-superseded = überholt
# Bei jedem Grund steht in docs/errors.md, was er bedeutet: dort unter dem Wort, das in der Klammer steht.
because = { $code ->
    [no-language] Sprache fehlt (no-language)
    [no-sentence] Satz fehlt (no-sentence)
    [unsigned] nicht abgezeichnet (unsigned)
    [missing-translation] Übersetzung fehlt (missing-translation)
    [nothing-to-say] Angaben fehlen (nothing-to-say)
    [message-broken] eigener Text fehlerhaft (message-broken)
    [secret] Geheimnis im Text (secret)
    [too-long] zu lang (too-long)
    [facts-broken] Angaben fehlerhaft (facts-broken)
    [contradicts-facts] widerspricht den Angaben (contradicts-facts)
    [not-confirmed] Angaben nicht bestätigt (not-confirmed)
    [not-for-exercises] nicht für Übungen (not-for-exercises)
    [no-credential] Zugangsdaten fehlen (no-credential)
    [account-stopped] Konto gesperrt (account-stopped)
    [nothing-to-correct] nichts zu korrigieren (nothing-to-correct)
    [original-unknown] Original ungewiss (original-unknown)
    [own-words] Original mit eigenem Text (own-words)
    [older-file] ältere Lagedatei (older-file)
    [too-alike] zu ähnlich (too-alike)
    [refused] abgelehnt (refused)
    [unknown] ungewiss (unknown)
    [not-in-file] nicht mehr in der Lagedatei (not-in-file)
    [paused] angehalten (paused)
   *[other] { $code }
 }

## Der Plan

plan-publish = { $n } zu veröffentlichen
plan-edit = { $n } zu ändern
plan-delete = { $n } zu löschen
plan-nothing-due = Es ist nichts fällig.
plan-counts = { $counts }.
plan-counts-later = { $counts } (davon { $later } später).
plan-draft = { $target }: Solange der Vorfall ein Entwurf ist, geht nichts hinaus. Wäre er live: { $what }
plan-exercise = { $target }: Jeder Text trägt den Übungshinweis. { $what }
plan-live = { $target }: { $what }
plan-occurrence = { $id } vom { $time }
plan-edition = { $id }, Ausgabe { $edition }
plan-upcoming = { $id }, das nächste Mal { $time } · { $kind } · { $actions }, nach den Angaben von jetzt
plan-would-be-held = Würde auf { $account } ({ $language }) zurückgehalten: { $advice }
approval-none = Es ist keine Freigabe nötig.
approval-beforehand = Der Wortlaut ist vorab freigegeben.
approval-to-beforehand = So geben Sie den Wortlaut vorab frei, gleich wie die Angaben dann lauten:
approval-when-due = Die Texte warten auf Freigabe, sobald sie fällig sind: { $kind } gehört nicht zu den Arten, die vorab freigegeben werden.
approved = Freigegeben.
approved-by = Freigegeben von { $names }.
approval-confirming = Mit Ihrer Bestätigung geben Sie das als { $name } frei.
approval-then-others = Danach muss noch jemand anderes freigeben: `plan` zeigt dort Texte und Befehl.
approval-needed = { $missing } von { $all } warten auf Freigabe (nötig: { $needed }).
approval-needed-given = { $missing } von { $all } warten auf Freigabe (nötig: { $needed }, erteilt von { $names }).
approval-new-words = Die Art ist vorab freigegeben, aber { $n } enthalten Worte, die seither jemand geschrieben hat.
approval-if-read = Wenn Sie alles gelesen haben:
your-name = IHR-NAME
plan-group-publish = Neu auf { $n } { $n ->
    [one] Konto
   *[other] Konten
 } bei { $channel } ({ $language }, { $least } bis { $most } von { $limit } Zeichen){ $when }:
plan-group-edit = Änderung auf { $n } { $n ->
    [one] Konto
   *[other] Konten
 } bei { $channel } ({ $language }, { $least } bis { $most } von { $limit } Zeichen){ $when }:
plan-local-more = … und { $n } weitere mit eigenen Worten: plan --all zeigt jeden Text
when-at = , { $time }
when-between = , von { $from } bis { $to }
when-now = jetzt
plan-twice = BITTE ZWEIMAL ANSEHEN
odd-full = { $account } ({ $language }): Der Text hat { $length } von { $limit } Zeichen
odd-unlike = { $names }: anders formuliert als { $others } andere von { $announcement }
odd-less = { $names }: sagt weniger als die meisten der { $of }: Eine Angabe fehlt, oder der Platz reichte nicht
plan-post-publish = Neu auf { $places }
plan-post-edit = Änderung von { $target } auf { $places }
plan-post-delete = Löschung von { $target } auf { $places }
plan-thread = , als Antwort auf den vorigen Beitrag
plan-after = , sobald { $key } veröffentlicht ist
plan-in-german = auf Deutsch:
plan-held = ZURÜCKGEHALTEN, bis jemand handelt: { $n }
plan-held-on = { $announcement } auf { $places }: { $because }
plan-outdated = { $n ->
    [one] ÜBERHOLT: { $n } veröffentlichter Beitrag stimmt nicht mehr mit den Angaben überein. Die Unterschiede:
   *[other] ÜBERHOLT: { $n } veröffentlichte Beiträge stimmen nicht mehr mit den Angaben überein. Die Unterschiede:
 }
plan-older = { $n ->
    [one] { $n } älterer Beitrag ist durch neuere auf denselben Konten ersetzt.
   *[other] { $n } ältere Beiträge sind durch neuere auf denselben Konten ersetzt.
 }
plan-outdated-on = { $announcement } auf { $places }
plan-outdated-more = und { $n } weitere (plan --json hat alle)
plan-outdated-advice = Neu sagen: set … --tell, oder die Ausgabe (edition) erhöhen. War es von Anfang an falsch: announce correction.
outdated-says = steht da: { $text }
outdated-now = richtig:  { $text }
outdated-nothing-left = davon ist nichts mehr zu sagen
outdated-no-longer = das gilt nicht mehr
outdated-lacks = was da steht, stimmt noch; es fehlt: { $text }
plan-warnings = HINWEISE
plan-cost = Kosten: { $actions }, etwa { NUMBER($usd, minimumFractionDigits: 2, maximumFractionDigits: 2) } US-Dollar.

## Anhalten und fortsetzen

scope-everything = alles
scope-account = Konto { $account }
scope-channel = Kanal { $channel }
pause-unchecked = Die Dateien haben Fehler (siehe `check`). Das Konto { $account } konnte deshalb nicht geprüft werden: Achten Sie auf die Schreibweise.
pause-only = { $n ->
    [one] NUR in { $n } Journal angehalten ({ $scope }): siehe oben.
   *[other] NUR in { $n } Journalen angehalten ({ $scope }): siehe oben.
 }
pause-already = Schon angehalten ({ $scope }), seit { $time } (UTC) von { $by }.
paused = Angehalten: { $scope }. Bis `resume` geht dort nichts mehr hinaus. Nach dem, was unterwegs ist, wird weiter gesucht.
resume-only-approved = Die Dateien haben Fehler (siehe `check`): Es geht nur hinaus, was vorher freigegeben wurde.
resume-retried = Das Konto war gesperrt und wird wieder versucht: { $reason }
resume-ended-all = Nichts ist mehr angehalten.
resume-ended = Nicht mehr angehalten: { $scope }.
resume-none = Angehalten war da nichts.
resume-still = Es bleibt angehalten, weil { $by } { $scope } angehalten hat.
resume-nothing-anywhere = Auf keinem Konto ist etwas fällig, das freigegeben ist.
resume-nothing = Es ist nichts fällig, das freigegeben ist ({ $scope }).
resume-due = { $n ->
    [one] Wenn Sie fortsetzen ({ $scope }), geht { $n } Vorgang hinaus:
   *[other] Wenn Sie fortsetzen ({ $scope }), gehen { $n } Vorgänge hinaus:
 }
resume-group-publish = neu { $announcement }
resume-group-edit = Änderung { $announcement }
resume-group-delete = Löschung { $announcement }
resume-waiting = { $n ->
    [one] { $n } weiterer wartet auf Freigabe.
   *[other] { $n } weitere warten auf Freigabe.
 }

## Was `--help` sagt

help-by = wer Sie sind
