### Was Befehle und der Dienst sagen, auf Deutsch. commands.en.ftl hat dieselben Sätze mit denselben Namen: Ein Test vergleicht sie.
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

## Wohin etwas geht, und wie ernst

target-draft = ENTWURF { $sandbox ->
    [yes] in der Sandbox auf diesem Rechner
   *[no] für die echten Plattformen
 }
target-exercise = ÜBUNG { $sandbox ->
    [yes] in der Sandbox auf diesem Rechner
   *[no] auf den echten Plattformen
 }
target-live = ECHT { $sandbox ->
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
staff-next-unapproved = was als Nächstes wiederkehrt, wartet auf Freigabe ({ $names })
staff-held = { $n ->
    [one] { $n } Text wird zurückgehalten
   *[other] { $n } Texte werden zurückgehalten
 } ({ $names })
staff-refused = { $n } abgelehnt
staff-unknown = { $n } ungewiss
staff-undone = Freigegebenes geht nicht hinaus

## Fragen

nothing-changed = Es wurde nichts geändert.
ask-again = { $said }. NOCH EINMAL sagen?
ask-live = { $n ->
    [0] { $target }: Den Vorfall auf ECHT stellen?
   *[other] { $target }: Den Vorfall auf ECHT stellen und { $actions } senden?
 }
ask-write = In die Lagedatei schreiben ({ $target })?
ask-send = { $actions } senden, { $target }?
ask-waiting = { $n ->
    [one] { $n } Vorgang wartet auf Freigabe.
   *[other] { $n } Vorgänge warten auf Freigabe.
 }
ask-resume = Fortsetzen ({ $scope })?
yes-or-no = [j/N]
said-already = { $announcement } hat in den letzten Minuten auf denselben Konten dasselbe gesagt
nothing-of = von { $announcement } geht nichts hinaus

## Eine Änderung

change-live = { $target }: Der Vorfall wird ECHT. Noch ist nichts fällig.
change-silent = { $target }: Dadurch wird nichts veröffentlicht.
change-leaves = { $n ->
    [one] { $n } Beitrag zu { $incident } bleibt veröffentlicht
   *[other] { $n } Beiträge zu { $incident } bleiben veröffentlicht
 }: Unter einer neuen Kennung werden sie nicht mehr korrigiert oder zurückgezogen, und jede Mitteilung der Datei wird NOCH EINMAL gesagt. Ist dies ein anderer Vorfall, leeren Sie zuerst `announcements:`.
change-abandons = { $n ->
    [one] { $n } freigegebener Beitrag zu { $incident } wartet noch: Unter einer neuen Kennung geht er nicht hinaus
   *[other] { $n } freigegebene Beiträge zu { $incident } warten noch: Unter einer neuen Kennung gehen sie nicht hinaus
 }.
change-stops = { $n ->
    [one] Vom echten Vorfall ist eine Aktion noch offen
   *[other] Vom echten Vorfall sind { $n } Aktionen noch offen
 }: Bis die Datei wieder `mode: live` hat, wird davon nichts veröffentlicht, geändert oder gelöscht{ $mode ->
    [exercise] , und nach Unbekanntem wird nicht gesucht
   *[draft] { "" }
 }.
change-nothing = Von { $announcement } geht nichts hinaus: { $because }.
change-loses-days = Diese Tage gehörten zur bisherigen Angabe und sind mit der neuen gestrichen: { $facts }. Gelten sie auch für die neue, setzen Sie sie mit `set` noch einmal.
change-loses = Das war von der bisherigen Nummer oder Adresse gesagt und wird mit der neuen nicht mehr gesagt: { $facts }. Setzen Sie mit `set` noch einmal, was davon auch für die neue gilt.
change-written = In { $file } steht jetzt: { $what }.
change-written-of = In { $file } steht jetzt für { $who }: { $what }.
change-to-worker = Es geht an die Sandbox von `run` und wartet, bis dieser Dienst läuft.
change-paused = { $waiting ->
    [0] Es geht nichts hinaus
   *[other] { $stopped ->
        [one] { $actions }, davon geht { $stopped } nicht hinaus
       *[other] { $actions }, davon gehen { $stopped } nicht hinaus
    }
 }: { $by } hat { $scope } angehalten, { $time }. `resume` sagt vorher, was dann hinausgeht.

## Schritte, sobald sie getan sind. Das erste Wort ist eine Spalte von zehn Zeichen.

step-stopped = GESPERRT
step-parted = KONTO
step-parted-words = { $account } war bisher @{ $handle }: Was dorthin ging, bleibt dort; das richtige Konto veröffentlicht seine Beiträge selbst
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
step-unknown-words = { $reason }; { $decides ->
    [staff] bitte auf dem Konto nachsehen
   *[program] es wird gesucht
}

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
board-still = Seit zehn Minuten hat sich hier nichts geändert: Diese Ansicht endet, der Dienst läuft weiter. Warum nichts geschieht, steht in seinem Protokoll; was daraus wird, zeigt `history`.
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
    [contradicts-facts] Widerspruch zu den Angaben (contradicts-facts)
    [contradicts-others] Widerspruch zu anderen (contradicts-others)
    [said-twice] schon gesagt (said-twice)
    [id-used] Kennung schon vergeben (id-used)
    [not-confirmed] Angaben nicht bestätigt (not-confirmed)
    [too-late] zu spät (too-late)
    [not-for-exercises] nicht für Übungen (not-for-exercises)
    [no-credential] Zugangsdaten fehlen (no-credential)
    [account-stopped] Konto gesperrt (account-stopped)
    [account-gone] Konto nicht mehr in der Datei (account-gone)
    [nothing-to-correct] nichts zu korrigieren (nothing-to-correct)
    [says-the-same] nichts Neues (says-the-same)
    [original-unknown] Original ungewiss (original-unknown)
    [own-words] Original mit eigenem Text (own-words)
    [not-put-right] Angaben noch nicht berichtigt (not-put-right)
    [still-over] nach den Angaben ist es vorbei (still-over)
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
plan-counts = { $counts ->
    [none] Es ist nichts fällig.
   *[other] { $later ->
        [0] { $counts }.
       *[other] { $counts } (davon { $later } später).
    }
 }
plan-paused-all = ANGEHALTEN. { $what }
plan-paused-some = { $what } Davon ANGEHALTEN: { $n }.
plan-draft = { $target }: Solange der Vorfall ein Entwurf ist, geht nichts hinaus. Wäre er ECHT: { $what }
plan-exercise = { $target }: Jeder Text trägt den Übungshinweis. { $what }
plan-live = { $target }: { $what }
plan-occurrence = { $id } vom { $time }
plan-edition = { $id }, Ausgabe { $edition }
kind = { $kind ->
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
   *[notice] Hinweis
 }
plan-upcoming = { $id }, das nächste Mal { $time } · { $kind } · { $actions }, nach den Angaben, die jetzt gelten
plan-nothing-new = Würde nicht gesagt: Der neueste Beitrag sagt bis auf die Zeiten dasselbe.
plan-would-be-held = Würde auf { $account } ({ $language }) zurückgehalten: { $advice }
approval-none = Es ist keine Freigabe nötig.
approval-beforehand = Der Wortlaut ist vorab freigegeben.
approval-to-beforehand = So geben Sie den Wortlaut vorab frei, gleich wie die Angaben dann lauten:
approval-when-due = Die Texte warten auf Freigabe, sobald sie fällig sind: { $kind } gehört nicht zu den Arten, die vorab freigegeben werden.
approved = Freigegeben.
approved-by = Freigegeben von { $names }.
approval-confirming = Dieser Befehl gibt das im Namen von { $name } frei.
approval-then-others = Danach muss noch jemand anderes freigeben: `plan` zeigt dort Texte und Befehl.
approval-needed = { $missing } von { $all } { $missing ->
    [one] wartet
   *[other] warten
 } auf Freigabe (nötig: { $needed }).
approval-needed-given = { $missing } von { $all } { $missing ->
    [one] wartet
   *[other] warten
 } auf Freigabe (nötig: { $needed }, erteilt von { $names }).
approval-new-words = Die Art ist vorab freigegeben, aber { $n } { $n ->
    [one] enthält
   *[other] enthalten
 } Worte, die seither jemand geschrieben hat.
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
plan-local-more = … und { $n } weitere mit anderen Angaben: ausrufer plan --all zeigt jeden Text
when-at = , { $time }
when-between = , von { $from } bis { $to }
when-now = jetzt
plan-twice = BITTE ZWEIMAL ANSEHEN
odd-unlike = { $names }: anders formuliert als { $others } andere von { $announcement }
odd-less = { $names }: sagt weniger als die meisten der { $of }, weil eine Angabe fehlt oder der Platz nicht reichte
plan-post-publish = Neu auf { $places }
plan-post-edit = Änderung von { $target } auf { $places }
plan-post-delete = Löschung von { $target } auf { $places }
plan-thread = , als Antwort auf den vorigen Beitrag
plan-after = , sobald { $key } veröffentlicht ist
plan-in-german = auf Deutsch:
no-room = Aus Platzgründen fehlt: { $what }
no-room-for = { $some ->
    [yes] „{ $words }“ ({ $n } von { $all })
   *[no] „{ $words }“
 }
shorter = Aus Platzgründen kürzer: { $what }
shorter-for = { $some ->
    [yes] „{ $shown }“ statt „{ $words }“ ({ $n } von { $all })
   *[no] „{ $shown }“ statt „{ $words }“
 }
plan-held = ZURÜCKGEHALTEN, bis jemand handelt: { $n }
plan-idle = WIRD HIER NICHT GESAGT, nichts zu tun: { $n }
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
plan-outdated-more = { $n ->
    [one] und { $n } weiterer (ausrufer plan --json hat alle)
   *[other] und { $n } weitere (ausrufer plan --json hat alle)
 }
plan-outdated-advice = Neu sagen: die Ausgabe (edition) erhöhen, oder ausrufer set … --tell. Wo eine Entwarnung nicht hinausging: stattdessen deren Ausgabe erhöhen. Wo Konto, Server oder Sprache nicht mehr in den Dateien stehen: von Hand löschen, dann ausrufer resolve KEY --absent --by NAME. Was sich wiederholt, stimmt beim nächsten Mal von selbst. War es von Anfang an falsch: ausrufer announce correction …
plan-outdated-others-advice = Was den Angaben anderer widerspricht: diese auf den neuesten Stand bringen, oder die anderen aus `about` nehmen und die Ausgabe (edition) erhöhen. Oder zurücknehmen: ausrufer announce retraction --withdraws { $announcement } --by NAME
    .on-page = Stimmen diese Angaben nicht, ändern Sie sie unter [Städte](/staedte). Stimmen sie, können Sie die Beiträge zurückziehen.
plan-outdated-too-long-advice = Was zu lang ist: erst die eigenen Worte in den Angaben kürzen, dann die Ausgabe (edition) erhöhen.
    .on-page = Kürzen Sie die eigenen Worte in den Angaben unter [Städte](/staedte). Dann können Sie es neu sagen.
plan-outdated-clear-advice = Entwarnung: Ist wieder etwas ausgefallen, melden Sie den Ausfall. War es nie vorbei: ausrufer announce retraction --withdraws { $announcement } --by NAME
    .on-page = Ist wieder etwas ausgefallen, [melden Sie den Ausfall](/melden/outage). War es nie vorbei, ziehen Sie die Entwarnung zurück.
outdated-says = steht da: { $text }
outdated-now = richtig:  { $text }
outdated-too-long = Was heute zu sagen wäre, ist für das Konto zu lang: { $length } von { $limit } Zeichen{ $unbannered ->
        [none] { "" }
       *[other] , ohne Übungshinweis { $unbannered }
    }. Der Text: „{ $text }“
outdated-nothing-left = Davon ist nichts mehr zu sagen.
outdated-denied = Nach den Angaben ist es noch nicht vorbei.
outdated-denied-by = Diesem Text widersprechen die Angaben von { $names }.
outdated-others = Die Angaben von { $names } sagen etwas anderes.
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
pause-unworked = Kein Dienst arbeitet gerade mit diesen Journalen. Arbeitet einer mit einer Datenbank, macht er weiter: Tragen Sie sie als DATABASE_URL in .env ein, und halten Sie noch einmal an.
resume-only = { $n ->
    [one] NUR in { $n } Journal fortgesetzt ({ $scope }): siehe oben.
   *[other] NUR in { $n } Journalen fortgesetzt ({ $scope }): siehe oben.
 }
resume-only-approved = Was jetzt hinausginge, lässt sich nicht sagen: Die Dateien haben Fehler, oder das Journal ist von einer früheren Version (siehe `check`). Es geht nur hinaus, was vorher freigegeben wurde.
resume-retried = { $account } war gesperrt und wird wieder versucht: { $reason }
resume-ended = { $of ->
    [everything] Nichts ist mehr angehalten.
   *[other] Nicht mehr angehalten: { $scope }.
 }
resume-none = Angehalten war da nichts.
resume-still = Es bleibt angehalten, weil { $by } { $scope } angehalten hat.
resume-due = { $n ->
    [0] { $of ->
        [everything] Auf keinem Konto ist etwas fällig, das freigegeben ist.
       *[other] Es ist nichts fällig, das freigegeben ist ({ $scope }).
    }
    [one] Wenn Sie fortsetzen ({ $scope }), geht { $n } Vorgang hinaus:
   *[other] Wenn Sie fortsetzen ({ $scope }), gehen { $n } Vorgänge hinaus:
 }
resume-group-publish = neu { $announcement }
resume-group-edit = Änderung { $announcement }
resume-group-delete = Löschung { $announcement }
resume-later = { $n ->
    [one] Später folgt ein Vorgang.
   *[other] Später folgen { $n } Vorgänge.
 }
resume-waiting = { $n ->
    [one] Ein Vorgang wartet auf Freigabe.
   *[other] { $n } Vorgänge warten auf Freigabe.
 }

## Was `--help` sagt

help-by = wer Sie sind

## Namen

town = STADT
not-given = nicht angegeben
language-de-simple = Deutsch in Leichter Sprache
## Was der Dienst ausgibt

log-corrected = Die Dateien sind wieder lesbar.
log-broken = Bis das behoben ist, wird nichts Neues geplant. Was freigegeben ist, geht weiter hinaus.
log-planned = { $due } fällig, { $held } zurückgehalten, { $outdated } überholt. `plan` zeigt sie.
log-in-use = Ein Befehl benutzt das Journal: Der Dienst macht weiter, sobald er fertig ist.
log-clock-jumped = Die Uhr ist um { $n } { $unit ->
        [s] s
        [min] Min.
        [h] Std.
       *[days] { $n ->
            [one] Tag
           *[other] Tage
        }
    } { $to ->
        [ahead] vorgesprungen
       *[back] zurückgesprungen
    }. Die Plattformen bestätigen, dass sie jetzt stimmt.
log-not-accepted = Der Webhook nimmt die Alarme nicht an ({ $because }): Sie werden wieder gesendet, und das Lebenszeichen (Ping) bleibt aus.
log-sandbox = Alles geht an die Sandbox auf diesem Rechner: { $address }
log-adopted = Konten gelesen: { $published ->
    [one] { $published } Beitrag
   *[other] { $published } Beiträge
 } übernommen; { $similar } zurückgehalten, weil Ähnliches da ist; { $unread } auf Konten, die nicht lesbar waren.
log-held = zurück
log-similar = { $key }: Etwas Ähnliches ist da. Sehen Sie nach, dann: ausrufer resolve { $key } --posted URL, oder --absent, --by NAME
log-similar-at = { $key }: Etwas Ähnliches ist da, unter { $url }. Sehen Sie nach, dann: ausrufer resolve { $key } --posted URL, oder --absent, --by NAME
log-started = Läuft seit { $time }. Lagedatei: { $file }. Zustand: { $health }
log-console = Konsole: { $origin }
log-stopped = Beendet. Was unterwegs war, ist geklärt; der Rest wartet im Journal.
log-stopped-target = Beendet: { $target }. Was unterwegs war, ist geklärt; der Rest wartet im Journal.
session-runs = Der Dienst arbeitet { $target }, { $municipalities } mit { $accounts }.
session-changed = Der Dienst arbeitet jetzt { $target }, { $municipalities } mit { $accounts }.
session-again = Die Sitzung wurde neu geöffnet.
session-mode = Der Modus ist { $now }, vorher { $before }.
session-sandbox = sandbox ist jetzt { $now }.
session-edited = Geändert: { $names }.
session-environment = .env oder die Umgebung

## Verlauf, Angaben, Namen, Übersetzungen, Probelauf, Prüfung

history-none = noch wurde nichts geplant oder veröffentlicht
history-no-mode = Die Dateien sagen nicht, in welchem Modus
history-guessed = Die Dateien haben Fehler (siehe `check`): Gezeigt wird alles in { $ledgers }.
history-no-ledger = keinem Journal
history-gone = , weg seit { $time }
history-edited = , seither geändert
history-deletes = löscht { $target }
history-says-now = jetzt steht da:
history-approved = freigegeben { $time } von { $name }
history-approved-wording = als Wortlaut freigegeben von { $name }
history-replaced = ersetzt durch { $key }
history-planned-until = geplant bis { $time }, nie gesendet:
history-planned-void = { $n ->
    [one] geplant bis { $time }, nie gesendet ({ $n } Freigabe hinfällig):
   *[other] geplant bis { $time }, nie gesendet ({ $n } Freigaben hinfällig):
 }
history-the-deletion = die Löschung
history-transition = { $time } { $from } → { $to }: { $why }
action-publish = Veröffentlichung
action-edit = Änderung
action-delete = Löschung
facts-prepared = von { $who }, vorbereitet in municipalities.yaml
facts-from = von { $who } in { $file }
facts-now = Was für { $town } jetzt gilt:
facts-who = WER
facts-language = SPRACHE
facts-settable = Was Sie setzen können: ausrufer set { $who } PFAD=WERT --by NAME. Der Wert `null` löscht; `now` ist die jetzige Minute.
facts-incident = Was Sie am Vorfall selbst setzen können: ausrufer set incident PFAD=WERT --by NAME
facts-services = Die ID einer Leistung ist eine von: { $ids }.
facts-contacts = Die ID eines Kontakts ist ein Name, den Sie wählen, zum Beispiel hotline. SPRACHE ist eine von: { $languages }.
who-municipalities = { $municipalities }: Das erste Wort ist die Kennung für --as, --about, --municipality und `set`.
who-accounts = { $accounts }: Das erste Wort ist die Kennung für --account.
who-words = Wörter für mehrere Kommunen zugleich:
who-all = alle Kommunen
who-part-of = alle, die zu { $district } gehören
who-in = in { $district }
sentences = { $n ->
    [one] { $n } Satz
   *[other] { $n } Sätze
 }
translation-state = { $n } { $state ->
    [missing] { $n ->
        [one] fehlt
       *[other] fehlen
    }
    [stale] veraltet
    [unsigned] nicht abgezeichnet
   *[signed] abgezeichnet
 }
translations-more = Live gehen nur abgezeichnete Sätze hinaus. `ausrufer translations SPRACHE` zeigt die anderen.
translation-missing = FEHLEN: { $n }
translation-stale = VERALTET, weil das Deutsche seit dem Abzeichnen geändert wurde: { $n }
translation-unsigned = NICHT ABGEZEICHNET: { $n }
translation-stale-one = { $id }, übersetzt von { $translator }, gelesen von { $reader }, { $date }. Das Deutsche von heute:
translation-its = Die Übersetzung:
translation-all-signed = Alle { $n } Sätze auf { $language } sind abgezeichnet.
translation-to-sign = Wenn zwei Personen sie gelesen haben: ausrufer translations { $language } --sign SATZ --translator NAME --by NAME
import-changed = { $sentences } in { $file } geändert.
import-changed-ids = { $sentences } in { $file } geändert: { $ids }.
import-fuzzy = Nicht übernommen, weil als unfertig markiert: { $ids }.
import-refused = { $n ->
    [one] { $n } Satz wurde abgelehnt.
   *[other] { $n } Sätze wurden abgelehnt.
 }
import-to-sign = Zwei Personen lesen und zeichnen sie ab: ausrufer translations { $language } --sign SATZ
signed = { $sentences } auf { $language } abgezeichnet.
exported = { $sentences } in { $file } geschrieben.
drill-begins = Ein Probelauf: { $municipalities } mit { $accounts }, alles in der Sandbox auf diesem Rechner. Nichts verlässt ihn.
drill-done = … { $n } erledigt
drill-difference = ABWEICHUNG auf { $account }: { $post } ist nicht so veröffentlicht, wie es im Journal steht
drill-same = Die Sandbox zeigt genau das, was im Journal steht.
drill-differ = Die Sandbox zeigt etwas anderes, als im Journal steht.
drill-were-at = Die Beiträge standen unter { $address } (ohne --exit bleiben sie dort zum Lesen).
drill-read = Lesen Sie die Beiträge wie die Öffentlichkeit: { $address }
drill-practise = Probieren Sie es selbst in der Konsole. Nichts davon wird öffentlich: { $address }
drill-end = Strg-C beendet den Probelauf.
drill-time = Zeit
drill-posted = gesendet
drill-changed = geändert
drill-deleted = gelöscht
drill-newly-held = neu zurückgehalten
drill-still-due = noch fällig
drill-in-all = insgesamt
drill-not-done = Nicht ausgeführt: { $states }.
drill-all-done = Es wurde alles ausgeführt.
connect-open = { $account }: Öffnen Sie diese Seite von { $platform }. Melden Sie sich dort als @{ $handle } an, nicht mit dem Konto einer anderen Kommune, und stimmen Sie zu:
connect-code = Code, den { $platform } dann zeigt:
connect-done = { $account } ist verbunden: @{ $handle } auf { $platform }. Das Token steht in .env; ein laufender Dienst verwendet es ab der nächsten Runde.
connect-rest = Noch nicht verbunden wurden die Konten danach. Weiter mit: ausrufer connect { $rest }
secrets-ask-rotate = Das Token von { $account } widerrufen und gleich ein neues holen? Auf diesem Konto geht nichts hinaus, bis es wieder verbunden ist.
secrets-ask-revoke = Das Token von { $account } widerrufen? Auf diesem Konto geht dann nichts mehr hinaus, bis es wieder verbunden ist.
secrets-revoked = Das Token, das { $account } bisher hatte, ist widerrufen.
secrets-unknown = { $platform } kennt das bisherige Token von { $account } nicht oder nicht mehr. Wurde es für eine andere App gemacht, gilt es dort vielleicht weiter: Melden Sie sich als dieses Konto an, und ziehen Sie die Zustimmung zurück: { $page }
secrets-by-hand = Das bisherige Token von { $account } gilt weiter: Nur der Inhaber des Kontos kann es auf { $platform } widerrufen. Melden Sie sich dort als dieses Konto an, und ziehen Sie die Zustimmung zurück: { $page }
connect-has-token = verbunden
connect-lacks-token = nicht verbunden
connect-sandbox = sandbox: true, also ist keines davon nötig: In der Sandbox braucht kein Konto ein Token.
check-sandbox = sandbox: true, also ist keine Plattform zu fragen.
check-warnings = Hinweise:
check-mistakes = { $n ->
    [0] Keine Fehler
   *[other] { $n } Fehler
 }. { $municipalities } mit { $accounts }; Vorfall { $incident }, { $target }, mit { $announcements ->
    [one] { $announcements } Mitteilung
   *[other] { $announcements } Mitteilungen
 }; { $proven } von { $all } Verbindungen aus Art, Konto und Sprache passen, mit Übungshinweis.
check-messages = Es gelten die Sätze des Programms ({ $folder }), denn einen eigenen Ordner `messages` gibt es hier nicht.
check-silent = { $n ->
    [one] Diese Kommune hat kein Konto und sagt selbst nichts: { $names }. Eine Mitteilung, die für sie spricht, nennt sie unter `about`.
   *[other] Diese Kommunen haben kein Konto und sagen selbst nichts: { $names }. Eine Mitteilung, die für sie spricht, nennt sie unter `about`.
 }
check-untranslated = { $n ->
    [one] Für { $n } Verbindung fehlen noch Worte in der Sprache: Sie würde zurückgehalten.
   *[other] Für { $n } Verbindungen fehlen noch Worte in der Sprache: Sie würden zurückgehalten.
 }
check-would-be-held = { $announcement } auf { $account } ({ $language }): würde zurückgehalten
texts = { $n ->
    [one] { $n } Text
   *[other] { $n } Texte
 }
approve-older-file = { $by } hat bestätigt, dass die Lagedatei wieder sagen soll, was eine ältere Fassung sagte.
approve-wording = { $by } hat den Wortlaut jeder Mitteilung der Art { $of } freigegeben, so wie Sätze und Angaben jetzt sind.
approve-texts = { $by } hat { $texts } von { $of } freigegeben.
approve-missing = { $n ->
    [one] { $n } Text wartet auf eine weitere Freigabe, von jemand anderem als { $others }.
   *[other] { $n } Texte warten auf eine weitere Freigabe, von jemand anderem als { $others }.
 }
resolved = { $as ->
    [posted] { $key } steht unter { $url }, sagt { $by }.
    [gone] { $key } ist gelöscht, sagt { $by }.
    [superseded] { $key } ist nicht da, sagt { $by }. Es wird nicht mehr gesendet: { $reason }.
   *[again] { $key } ist nicht da, sagt { $by }: Es wird noch einmal gesendet.
 }
a-bug = Das ist ein Fehler in Ausrufer. Bitte melden Sie ihn.
output-unwritten = Fehler: Die Ausgabe ließ sich nicht schreiben ({ $error })
typed-unknown-option = Fehler: Die Option '{ $word }' gibt es nicht
typed-unknown-command = Fehler: Den Befehl '{ $word }' gibt es nicht
typed-missing-argument = Fehler: Die Angabe '{ $word }' fehlt
typed-empty-option = Fehler: Nach der Option '{ $word }' fehlt die Angabe
typed-missing-option = Fehler: Die Option '{ $word }' fehlt
typed-twice = Fehler: Die Option '{ $word }' ist doppelt angegeben
typed-too-many = Fehler: zu viele Angaben: { $word }
typed-conflict = Fehler: Die Option '{ $word }' geht nicht zusammen mit '{ $other }'
typed-invalid = Fehler: '{ $word }' geht nicht bei '{ $other }'. { $why }
typed-choices = Möglich sind { $words }.
typed-meant = (Meinen Sie { $words }?)
typed-dash = `{ $word }` beginnt mit einem Strich, den ein Textprogramm aus zwei Bindestrichen gemacht hat. Tippen Sie: { $right }
typed-quotes = `{ $word }` hat Anführungszeichen eines Textprogramms, die hier als Buchstaben gelten. Tippen Sie gerade: "…"
typed-as = Nach --as folgt ein Wort: die Kennung einer Kommune oder Gruppe (`ausrufer who` zählt sie auf), mehrere mit Komma und ohne Leerzeichen. Nicht: { $words }
help-init = Legt die Dateien einer eigenen Region an, für die Sandbox, mit dem Entwurf eines Vorfalls. Überschreibt nichts.
help-init-dir = der neue Ordner
help-init-from = Tabelle der Kommunen (CSV aus einer Tabellenkalkulation, UTF-8), eine je Zeile (sonst: eine Beispielstadt).
help-init-channel = { $id } (Kontoname auf { $name })
help-init-columns = Die erste Zeile nennt die Spalten, in beliebiger Reihenfolge: id (Kennung, bleibt für immer: neustadt), name (deutscher Name), name_en, name_pl … (Name in einer anderen Sprache), kind (stadt, gemeinde, kreis oder zweckverband), ags (Gemeindeschlüssel, mit führender Null), part_of (Kennung des Kreises), languages (Sprachen, mit Leerzeichen: "de en"; sonst de), speaks_for (für wen sie außer sich selbst spricht: Kennungen, mit Leerzeichen), info_url (Seite mit Auskunft), desk (Anlaufstelle für Dringendes, wie ihr Schild sie nennt), emergency_phone, emergency_hours, emergency_verified_by (Nummer, die ohne Rathaus funktioniert, ihre Zeiten, und wer sie geprüft hat), { $channels }, server (Adresse des Mastodon-Servers). Nötig sind id, name und kind; außer für einen Zweckverband auch ags.
init-written = In { $dir } angelegt: { $files }, mit ihren JSON-Schemas. { $municipalities } mit { $accounts }; alles geht an die Sandbox.
init-next = Weiter mit: ausrufer check, dann ausrufer drill --own
init-secrets = Die Sandbox braucht keine Zugangsdaten. Für den echten Betrieb gehören diese Zeilen in .env, jede mit ihrem Wert; die der Konten schreibt `ausrufer connect`:
help-check = Prüft alle Dateien, Zugangsdaten und Sätze; beweist, dass jede Art von Mitteilung auf jedes Konto passt.
help-ready = Sagt, ob heute Nacht alles ginge, und was jemanden braucht. Fragt auch die Plattformen. Ändert nichts.
ready-head = Ginge heute Nacht alles? Abgefragt am { $time } (Lage { $incident }, mode: { $mode }):
ready-answer-yes = ✓ ja
ready-answer-no = ✗ nein
ready-answer-unknown = ? offen
ready-towns = Betrifft: { $towns }.
ready-exercise = Übung: Es läuft eine ({ $names }). Von einer echten Lage ginge nichts hinaus.
ready-exercise-advice = Ist sie vorbei, schreiben Sie eine neue Lage mit mode: draft in die Lagedatei, und fragen Sie noch einmal.
ready-no-mistakes = Dateien und Zugangsdaten: keine Fehler.
ready-mistakes = Dateien und Zugangsdaten: { $n ->
    [one] ein Fehler
   *[other] { $n } Fehler
 }.
ready-mistakes-advice = ausrufer check --online nennt jeden, und was zu tun ist.
ready-warnings = Dateien und Zugangsdaten: { $n ->
    [one] ein Hinweis
   *[other] { $n } Hinweise
 }.
ready-warnings-advice = ausrufer check --online nennt jeden, und was zu tun ist.
ready-asked = Plattformen: nach { $n ->
    [one] einem Konto
   *[other] { $n } Konten
 } gefragt.
ready-sandbox = Plattformen: sandbox: true. Alles ginge an die Sandbox, und niemand läse es.
ready-sandbox-advice = Schreiben Sie sandbox: false in config.yaml, verbinden Sie die Konten (`ausrufer connect`), und fragen Sie noch einmal. Solange in der Lagedatei mode: draft steht, wird nichts veröffentlicht.
ready-accounts = Konten: Keines ist angehalten, von der Plattform abgewiesen oder ohne Zugangsdaten.
ready-accounts-out = Konten: { $n ->
    [one] Auf einem kann
   *[other] Auf { $n } kann
 } das Programm jetzt nicht veröffentlichen.
ready-accounts-out-advice = Jedes, und warum: `ausrufer who --now`
ready-no-approvals = Freigaben: Es braucht keine.
ready-approved = Freigaben: Der Wortlaut ist vorab freigegeben: { $names }.
ready-not-approved = Freigaben: Dem Wortlaut fehlt die Freigabe vorab, also warten nachts: { $names }.
ready-not-approved-advice = ausrufer approve { $first } --standing --by NAME
ready-wording-changed = Freigaben: Der Wortlaut wurde seit der Freigabe geändert, oder eine Sprache kam dazu, also warten nachts: { $names }.
ready-wording-changed-advice = ausrufer approve { $first } --standing --by NAME
ready-new-words = Freigaben: Freie Worte in den Angaben, die niemand freigegeben hat: { $n }. Was sie enthält, wartet nachts.
ready-new-words-advice = ausrufer approve { $first } --standing --by NAME zeigt sie.
ready-none-pre-approved = Freigaben: Keine Art ist vorab freigegeben, also wartet nachts jede Mitteilung. Nötige Freigaben: { $n }.
ready-none-pre-approved-advice = Ist das gewollt, muss nachts jemand freigeben. Sonst nennen Sie die Arten unter `approvals: standing` in config.yaml.
ready-worker = Dienst: Zuletzt gearbeitet hat er am { $time }.
ready-worker-silent = Dienst: Seit { $time } hat er nicht gearbeitet.
ready-worker-silent-advice = Lesen Sie, was er ausgibt, und starten Sie ihn neu: ausrufer run
ready-no-worker = Dienst: Für dieses Journal läuft keiner.
ready-no-worker-advice = Starten Sie ihn so, dass er nach einem Ende neu gestartet wird: ausrufer run
ready-worker-idle = Dienst: Für dieses Journal läuft einer, aber er hat noch nicht gearbeitet.
ready-worker-idle-advice = Lesen Sie, was er ausgibt: Vielleicht weigert er sich, zu beginnen.
ready-lasting-alerts = Alarme, die andauern: { $n }. { $names }
ready-lasting-alerts-advice = docs/errors.md sagt zu jedem, was zu tun ist.
ready-told = Alarme: Zuletzt wurde am { $time } einer angenommen. Ob die Adresse, die jetzt eingetragen ist, einen annimmt, ist nicht bekannt.
ready-told-advice = Proben Sie es: Ein Fehler in der Lagedatei, solange sie Entwurf ist, muss dort ankommen.
ready-never-told = Alarme: Ein Webhook ist eingetragen, aber noch nie kam dort ein Alarm an.
ready-never-told-advice = Proben Sie es: Ein Fehler in der Lagedatei, solange sie Entwurf ist, muss dort ankommen.
ready-untold = Alarme: Noch nicht angenommen: { $n }, der älteste von { $time }.
ready-untold-advice = Prüfen Sie, ob der Dienst läuft und wohin ALERTS_WEBHOOK führt.
ready-no-webhook = Alarme: Kein Webhook ist eingetragen, also erfährt nachts niemand, dass etwas zu tun ist.
ready-no-webhook-advice = Tragen Sie ALERTS_WEBHOOK in .env ein.
ready-ping = Lebenszeichen: Eine Adresse ist eingetragen. Ob es dort gehört wird, ist nicht bekannt.
ready-ping-advice = Sehen Sie dort nach, wann das letzte ankam.
ready-no-ping = Lebenszeichen: Keine Adresse ist eingetragen, also erfährt niemand, wenn der Dienst verstummt.
ready-no-ping-advice = Tragen Sie ALERTS_PING in .env ein.
ready-approvers = Konsole: Freigeben { $n ->
    [one] kann eine Person
   *[other] können { $n } Personen
 }. Wer heute Nacht Dienst hat, wissen nur Sie.
ready-few-approvers = Konsole: Zu wenige Personen können sich anmelden und freigeben. Nötig je Kommune: { $n }.
ready-few-approvers-advice = ausrufer people zeigt, wer was darf; ausrufer people invite NAME --role approver=ID lädt jemanden ein.
ready-no-console = Konsole: keine. Freigeben kann nur, wer an diesen Rechner kommt.
ready-no-console-advice = Ist das nicht gewollt, richten Sie sie mit `console` in config.yaml ein.
ready-translated = Übersetzungen: Alle Sätze in den Sprachen der Konten sind abgezeichnet.
ready-unsigned = Übersetzungen: Sätze fehlen, oder niemand hat sie so abgezeichnet, wie sie sind, also gehen sie nicht hinaus: { $names }.
ready-unsigned-advice = ausrufer translations { $first } zeigt sie.
ready-desks = Anlaufstellen: Jede Kommune nennt eine für Dringendes.
ready-no-desk = Anlaufstellen: { $n ->
    [one] Eine Kommune nennt
   *[other] { $n } Kommunen nennen
 } keine für Dringendes.
ready-no-desk-advice = Schreiben Sie sie als `facts: instruction` in municipalities.yaml.
ready-numbers = Rufnummern: Jede Kommune nennt eine.
ready-no-number = Rufnummern: { $n ->
    [one] Eine Kommune nennt
   *[other] { $n } Kommunen nennen
 } keine.
ready-no-number-advice = Nötig nur, wo eine ohne das Rathaus funktioniert: als `facts: contacts` in municipalities.yaml.
ready-pages = Seiten: Jede Kommune nennt eine mit Auskunft.
ready-no-page = Seiten: { $n ->
    [one] Eine Kommune nennt
   *[other] { $n } Kommunen nennen
 } keine mit Auskunft.
ready-no-page-advice = Gibt es eine, die ohne das Rathaus funktioniert, schreiben Sie sie als `info_url` in municipalities.yaml.
ready-credit = Guthaben: Bei { $names } weiß das Programm nicht, wie viel übrig ist.
ready-credit-advice = Sehen Sie dort nach, auch ob es von selbst aufgeladen wird.
ready-all = Heute Nacht ginge alles, soweit das Programm es weiß. Von Sicherungen weiß es nichts.
ready-needed = { $n ->
    [one] Ein Punkt braucht
   *[other] { $n } Punkte brauchen
 } heute noch jemanden. Von Sicherungen weiß das Programm nichts.
help-plan = Zeigt, was jetzt hinausginge, wo und in welchen Worten; was zurückgehalten wird und warum; was überholt ist. Ändert nichts.
help-approve = Gibt genau die Texte mit dieser Prüfsumme frei, wie `plan` sie zeigt.
help-run = Der Dienst: veröffentlicht, was freigegeben und fällig ist, und macht damit weiter.
help-announce = Schreibt eine Mitteilung in die Lagedatei, zeigt, was hinausgeht, und stellt zu, sobald Sie bestätigen.
help-set = Schreibt Angaben in die Lagedatei, als jetzt bestätigt.
help-facts = Zählt auf, was `set` setzen kann, mit den erlaubten Werten; für eine Kommune auch, was jetzt gilt und wo es steht.
help-who-now = nur die Konten: ob dort jetzt veröffentlicht werden kann, und sonst warum nicht
help-who = Zählt Kommunen, Gruppen und Konten auf, mit den Kennungen für die anderen Befehle.
help-translations = Zeigt, welche Sätze fehlen, nicht abgezeichnet oder veraltet sind; gibt sie aus, liest sie ein, zeichnet sie ab.
help-history = Zeigt den Verlauf jedes Beitrags: wo, wann, in welchen Worten, wer ihn freigab, was daraus wurde.
help-resolve = Klärt, was nur ein Mensch wissen kann: ob ein ungewisser Beitrag auf dem Konto steht.
help-pause = Hält sofort alles an, was noch nicht unterwegs ist. Geht auch, wenn die Dateien Fehler haben.
help-resume = Setzt Angehaltenes fort und nimmt gesperrte Konten wieder in Betrieb. Sagt vorher, was fällig ist.
help-connect = Verbindet Konten durch Zustimmung auf der Plattform (OAuth) und schreibt ihre Token in .env. Ohne Konto: zeigt, welche verbunden sind.
help-secrets = Ersetzt das Token eines Kontos durch ein neues (rotate), oder widerruft es (revoke) und nimmt es aus .env.
help-drill = Spielt einen Beispielvorfall in der eingebauten Sandbox durch, mit eigener Uhr. Erreicht kein echtes Konto.
help-ausrufer = Sagt der Öffentlichkeit auf dem eigenen Konto jeder Kommune bei { $channels }, was in einer gemeinsamen Lagedatei steht.
help-channels-and = { " und " }
help-example = Beispiel:
help-for-all = Jeder Befehl kennt auch --config, --messages, --state, --data und --lang: siehe ausrufer --help
help-exit-status = Exit-Status: 0 erledigt · 1 Fehler gefunden: Was die Zeilen nennen, wurde nicht getan · 2 jemand muss handeln
help-title = { $title ->
    [Usage] Aufruf
    [Arguments] Argumente
    [Options] Optionen
    [Commands] Befehle
   *[other] { $title }
 }:
help-usage-options = [Optionen]
help-usage-command = [Befehl]
help-help = zeigt diese Hilfe
help-choices = möglich:
help-default = sonst:
help-after-error = (ausrufer BEFEHL --help erklärt es)
help-config = Ordner von config.yaml, municipalities.yaml und services.yaml (sonst: config)
help-messages = Ordner der Sätze (sonst: messages)
help-state = die Lagedatei: ein Pfad oder eine https-Adresse (sonst: incident.yaml im Ordner config)
help-data = Ordner der Journale (sonst: data; DATABASE_URL für PostgreSQL)
help-lang = Sprache des Programms (sonst: LC_ALL oder LANG, dann language: in config.yaml, dann de)
help-announce-kind = die Art der Mitteilung
help-announce-as = wer spricht: Kommunen, Gruppen, all, towns-of/ID; mehrere mit Komma
help-announce-about = über wen, wenn nicht über sich selbst
help-announce-id = die Kennung (sonst: aus Art und Sprecher)
help-announce-text = eigene Worte in der ersten Sprache; für andere SPRACHE=Worte, mehrmals
help-announce-what = bei einer Korrektur: was falsch war, ohne es zu wiederholen; SPRACHE=Worte für andere
help-announce-corrects = die Mitteilung, die sie korrigiert
help-announce-withdraws = die Mitteilung, die sie zurückzieht
help-announce-updates = die Mitteilung, die sie fortschreibt
help-announce-contact = der Kontakt, den sie nennt
help-announce-services = die Leistungen, um die es geht, mit Komma
help-announce-reach = die Wege, die wieder gehen, mit Komma: phone,website
help-announce-at = nicht vor: "2023-10-30 06:30"
help-announce-every = immer wieder: "0 8,16 * * 1-5" ist 8 und 16 Uhr, Montag bis Freitag
help-announce-until = nicht nach
help-yes = nicht fragen: Was gezeigt wird, geht hinaus
help-set-yes = nicht fragen: Die Angabe wird geschrieben, und die Texte gehen hinaus, die sie freisetzt oder --tell neu sagt
help-approve-announcement = Kennung der Mitteilung; mit --standing eine Art
help-approve-digest = die Prüfsumme, die `plan` zeigt, bis zum letzten Zeichen
help-approve-standing = den Wortlaut einer Art vorab freigeben
help-approve-older-file = bestätigen, dass die Lagedatei wieder sagen soll, was eine ältere Fassung sagte
help-check-online = auch jede Plattform fragen: wem die Zugangsdaten gehören, was sie dürfen, wie lang Texte sein dürfen
help-drill-from = Ordner mit den Fassungen einer Lagedatei (sonst: drill im Ordner config)
help-drill-own = einen Tag mit Ihren eigenen Kommunen spielen, der jetzt beginnt: Ausfall, Sachstand, Entwarnung
help-drill-exit = von selbst enden, statt die Beiträge offen zu halten
help-secrets-action = was mit dem Token geschieht
help-secrets-account = Kennung des Kontos
help-secrets-yes = nicht fragen
help-connect-account = Kennungen der Konten, eines nach dem anderen
help-facts-town = auch, was für diese Kommune, eine Gruppe oder all jetzt gilt und woher es kommt
help-json = für Programme
help-history-all = jeden Beitrag ganz: Worte, Freigaben, alles, was geschah
help-history-csv = für eine Tabelle
help-history-key = nur diesen Beitrag, ganz
help-history-mode = das andere Journal: exercise (Übung) oder live (ECHT)
help-history-municipality = nur diese Kommune
help-history-announcement = nur diese Mitteilung
help-history-incident = ein früherer Vorfall (sonst: der in der Lagedatei)
help-account = nur dieses Konto
help-channel = nur diesen Kanal
help-plan-all = jeden Beitrag für sich, statt Texte nach Gemeinsamem zu ordnen
help-plan-now = als wäre es dieser Zeitpunkt: 2023-10-30T06:30:00+01:00
help-resolve-key = der Schlüssel, den `history` zeigt
help-resolve-posted = der Beitrag ist da
help-resolve-absent = der Beitrag ist nicht da: noch einmal senden
help-resolve-mode = wo beide den Schlüssel haben: exercise (Übung) oder live (ECHT)
help-run-once = eine Runde: bis jetzt nichts mehr zu tun ist
help-run-by = wer `--adopt` veranlasst: So steht es im Protokoll der Konsole
help-run-adopt = das Journal ging verloren: zuerst die Konten lesen und übernehmen, was da ist
help-set-who = eine Kommune, eine Gruppe, all; oder incident für mode, phase und next_update
help-set-path = Angaben: reach.phone=down, contacts.hotline.phone="+49 221 4710119", instruction.de="…"; null löscht
help-set-tell = neu sagen, was dort dadurch überholt ist: erhöht die Ausgabe dieser Mitteilungen
help-translations-language = zeigt jeden Satz dieser Sprache, der nicht abgezeichnet ist
help-translations-export = schreibt die Sätze in eine neue PO-Datei, für ein Übersetzungsbüro
help-translations-import = übernimmt die Sätze einer PO-Datei
help-translations-sign = zwei Personen stehen für diese Sätze ein; ohne Angabe für alle offenen
help-translations-translator = wer sie übersetzt hat
help-translations-by = wer sie gegen das Deutsche gelesen hat
help-migrate-ledger = Überträgt ein Journal oder die Personen der Konsole zwischen Datei und PostgreSQL und prüft jede Tabelle nach Anzahl und Prüfsumme.
help-migrate-ledger-from = eine Datei, postgres://…, oder DATABASE_URL für die Adresse in .env
help-migrate-ledger-to = dasselbe: ein leerer Ort
help-migrate-ledger-ledger = welches Journal einer Datenbank, oder people (sonst: das, nach dem die Datei heißt)
fingerprint-rows = Zeilen
ledger-migrated = { $from } nach { $to } übertragen. Der alte Ort wird nicht mehr benutzt.
help-archive = Verschiebt, was das Journal zu einem früheren Vorfall hat, in eine Datei, geprüft nach Anzahl und Prüfsumme.
help-archive-incident = die Kennung eines beendeten Vorfalls, wie `history --incident` sie nimmt
archived = { $incident } vom Journal nach { $file } verschoben.
archived-earlier = Frühere Vorfälle stehen nicht mehr im Journal, sondern in { $files }.

## Die Personen der Konsole

help-people = Wer sich an der Konsole anmelden kann und was jede Person darf.
help-people-action = was zu tun ist
help-people-name = der Name der Person, wie ihn die anderen lesen
help-people-role = alle Rollen, die die Person haben soll, überall, oder als writer=hemer an einem Ort oder in einer Gruppe
help-people-reason = warum Sie es allein tun, wo eine zweite Person bestätigen müsste: Alle erfahren es
help-audit = Weist nach, dass niemand das Protokoll der Konsole geändert hat und die Unterschriften der Freigaben stimmen.
help-audit-action = verify
help-audit-file = ein Protokoll, das als CSV heruntergeladen wurde
people-none = Noch hat niemand Zugang zur Konsole. Die erste Person: ausrufer people invite NAME --role admin
people-invited = { $name } ist bis { $time } eingeladen. Der Link lässt eine Person ein, einmal: Geben Sie ihn auf einem Weg weiter, dem Sie trauen.
people-told = Alle erfahren es, und im Protokoll der Konsole steht der Grund.
people-rights = { $name } hat jetzt diese Rechte: { $rights }
people-removed = { $name } hat keinen Zugang mehr.
people-approvals-end = Die Freigaben von { $name } für alles, was noch nicht hinausgegangen ist, gelten nicht mehr.
people-sessions-ended = { $n ->
    [0] { $name } war nicht angemeldet.
    [one] Die Sitzung von { $name } ist beendet.
   *[other] { $n } Sitzungen von { $name } sind beendet.
 }
people-passkeys = { $n ->
    [0] kein Passkey
    [one] 1 Passkey
   *[other] { $n } Passkeys
 }
people-second-way = Passphrase und Code
people-sessions = { $n ->
    [0] nicht angemeldet
    [one] angemeldet
   *[other] { $n }-mal angemeldet
 }
people-waits = Wartet seit { $time } auf eine zweite Person, die Zugänge verwaltet: { $name } soll { $rights } haben, beantragt von { $by }
audit-whole = Das Protokoll ist unversehrt: { $lines ->
    [one] { $lines } Zeile
   *[other] { $lines } Zeilen
 }, { $signatures ->
    [one] { $signatures } Unterschrift
   *[other] { $signatures } Unterschriften
 }. Die letzte Zeile hat die Prüfsumme { $hash }
audit-alone = Hier gibt es kein Protokoll der Konsole, mit dem es zu vergleichen wäre: Für sich ist die Datei unversehrt.
