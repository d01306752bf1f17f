### Was Alarme sagen.

alert-line = ALARM: { $what } → { $advice }
alert-over = VORBEI, gilt nicht mehr: { $what }
alert-since = ({ $where }, seit { $time })
alert-history = Verlauf: { $where }
alert-files-broken = Es wird nichts Neues geplant: { $place ->
        [none] { $message }
       *[other] { $place }: { $message }
    }
alert-files-unknown = die Dateien haben Fehler
alert-files-broken-advice = { $advice } { $mode ->
        [draft] `check` zählt alle Fehler auf. Solange sie nicht behoben sind, geht nichts hinaus.
       *[other] `check` zählt alle Fehler auf. Was freigegeben ist, geht weiter hinaus.
    }
alert-and-more = { $what } (und { $n } weitere)
alert-facts-broken = { $line ->
        [none] Die Angaben von { $municipality } haben einen Fehler: { $message }
       *[other] Die Angaben von { $municipality } haben einen Fehler in Zeile { $line }: { $message }
    }
alert-facts-broken-advice = { $advice } Bis dahin wird daraus nichts Neues gesagt, und kein Alarm nennt, was dadurch überholt ist.
alert-held = { $accounts ->
    [one] { $announcement } wird auf { $accounts } Konto zurückgehalten: { $because }
   *[other] { $announcement } wird auf { $accounts } Konten zurückgehalten: { $because }
 }
alert-held-advice = { $advice }
alert-approval = { $texts ->
    [one] { $announcement }: { $texts } Text wartet auf Freigabe
   *[other] { $announcement }: { $texts } Texte warten auf Freigabe
 }
alert-approval-advice = Lesen Sie die Texte in `plan`: Dort steht der Befehl für die Freigabe
alert-outdated = { $announcement } ist veröffentlicht und stimmt nicht mehr mit den Angaben überein
alert-outdated-advice = `plan` zeigt, was da steht und was jetzt gilt. Neu sagen: Ausgabe (edition) erhöhen, oder ausrufer set … --tell --by NAME. Was sich wiederholt, stimmt beim nächsten Mal von selbst
alert-outdated-others = { alert-outdated }
alert-outdated-others-advice = { plan-outdated-others-advice }
alert-outdated-clear = { alert-outdated }
alert-outdated-clear-advice = { plan-outdated-clear-advice }
alert-outdated-gone = { warn-outdated-gone }
alert-outdated-gone-advice = { warn-outdated-gone-advice }
alert-unwatched = { warn-unwatched }
alert-unwatched-advice = { warn-unwatched-advice }
alert-also-wrong = { $more ->
    [0] { $announcement } ({ $account }) sagt noch, was { $correction } korrigiert, oder gehört zu dem, was es zurückzieht
    [one] { $announcement } ({ $account }) und { $more } weiterer Beitrag sagen noch, was { $correction } korrigiert, oder gehören zu dem, was es zurückzieht
   *[other] { $announcement } ({ $account }) und { $more } weitere Beiträge sagen noch, was { $correction } korrigiert, oder gehören zu dem, was es zurückzieht
 }
alert-also-wrong-advice = { warn-also-wrong-advice }
alert-promise-due = Für { $time } ist neue Information versprochen
alert-promise-broken = Die für { $time } versprochene Information kam nicht
alert-promise-due-advice = Sagen Sie, was bekannt ist, auch wenn es nichts Neues gibt: ausrufer set incident next_update="…" --tell --by NAME, oder für eine Stadt allein. Oder: ausrufer announce status --as STADT --by NAME
alert-promise-broken-advice = Sagen Sie, was bekannt ist, auch wenn es nichts Neues gibt: ausrufer set incident next_update="…" --by NAME, oder für eine Stadt allein. Dann: ausrufer announce status --as STADT --by NAME
alert-it-or-posts = { $total ->
    [one] { $total } Beitrag
   *[other] { $total } Beiträge
 }
alert-refused = { $announcement }: Die Plattform lehnt es ab, { alert-it-or-posts } zu { $action ->
    [edit] ändern
    [delete] löschen
   *[publish] veröffentlichen
 } ({ reason-given }){ $words }. { alert-seen }
alert-refused-advice = { $action ->
        [edit] Eine Änderung, die einen Beitrag aktuell hält, versucht das Programm von selbst noch einmal. Folgt sie aus einer Korrektur, erhöhen Sie deren Ausgabe (edition). Oder ändern Sie den Beitrag von Hand.
        [delete] Löschen Sie den Beitrag von Hand, und melden Sie es mit seinem Schlüssel aus `history`: ausrufer resolve KEY --absent --by NAME. Oder erhöhen Sie die Ausgabe (edition) von { $announcement }, um es noch einmal zu versuchen.
       *[publish] Ändern Sie Angaben oder Worte, und erhöhen Sie die Ausgabe (edition). Oder sagen Sie es von Hand, und klären Sie es mit `resolve`: Der Schlüssel steht in `history`.
    }
alert-on-account = { $more ->
    [0] { $announcement } ({ $account })
    [one] { $announcement } ({ $account }) und { $more } weiterer Beitrag
   *[other] { $announcement } ({ $account }) und { $more } weitere Beiträge
 }
alert-unknown = { alert-on-account }: Der Ausgang ist ungewiss ({ answer-lost }){ $words }. Vielleicht ist es öffentlich zu sehen, vielleicht nicht
alert-unknown-advice = { $decides ->
        [program] Das Programm sucht weiter, bis es das Konto lesen kann. Wenn Sie den Beitrag dort sehen: ausrufer resolve { $key } --posted URL --by NAME
       *[staff] Sehen Sie auf dem Konto nach, dann: ausrufer resolve { $key } --posted URL, oder --absent, --by NAME
    }
alert-undone = { alert-on-account }: { $of ->
    [limit] Eine Grenze aus `config.yaml` lässt noch nicht zu, { alert-it-or-posts } zu { $action ->
        [edit] ändern
        [delete] löschen
       *[publish] veröffentlichen
    }
   *[platform] Bei der Plattform gelingt es nicht, { alert-it-or-posts } zu { $action ->
        [edit] ändern
        [delete] löschen
       *[publish] veröffentlichen
    }
 } ({ reason-given }){ $words }. { $of ->
    [lost] Vielleicht ist es öffentlich zu sehen, vielleicht nicht
   *[other] { alert-seen }
 }
alert-undone-advice = { $of ->
        [limit] Wenn es eilt, heben Sie die Grenze an: Das gilt sofort. Sonst geschieht es, sobald sie es zulässt{ $action ->
            [edit] .
            [delete] .
           *[publish] , oder verfällt, wenn es dann zu alt ist
        }
        [lost] Das Programm sucht danach und sendet es nur noch einmal, wo es nicht da ist. Sehen Sie auf dem Konto nach, bevor Sie es von Hand sagen, und melden Sie es mit `resolve`: Der Schlüssel steht in `history`
       *[platform] Es wird weiter versucht. { $action ->
            [edit] Steht der falsche Beitrag noch da, ändern Sie ihn von Hand: Das Programm bemerkt es.
            [delete] Steht der falsche Beitrag noch da, löschen Sie ihn von Hand: Das Programm bemerkt es.
           *[publish] Wenn es eilt, sagen Sie es von Hand und melden Sie es mit `resolve`: Der Schlüssel steht in `history`
        }
    }
alert-words = : „{ $words }“
alert-expired = { $announcement } ging nicht rechtzeitig hinaus: { $reason ->
        [none] zu spät
       *[other] { $reason }
    }
alert-expired-advice = Muss es noch gesagt werden, kündigen Sie es neu an. Oder erhöhen Sie die Ausgabe (edition), und verschieben Sie ein `until`, das zu früh ist.
alert-alone = { $did ->
    [rights] { $by } ändert allein Rechte
   *[approved] { $by } gibt allein Texte frei
 }, { $about }: „{ $reason }“
alert-alone-advice = Ist das nicht in Ordnung, halten Sie mit `pause` alles an und klären Sie, wer es war. Das Protokoll der Konsole sagt auch, ob es dazu kam.
alert-breaker = An { $server } wird nichts gesendet: { $reason }
alert-breaker-advice = Alle paar Minuten versucht es ein Beitrag. Braucht es Guthaben oder jemanden bei der Plattform, kümmern Sie sich jetzt darum.
alert-stopped = { $more ->
    [0] { $account } ist
    [one] { $account } und { $more } weiteres Konto sind
   *[other] { $account } und { $more } weitere Konten sind
 } gesperrt: { $reason }
alert-stopped-advice = Beheben Sie das bei der Plattform oder in .env, dann: ausrufer resume { $more ->
    [0] --account { $id } --by NAME
   *[other] --by NAME
 }
alert-paused = { $actions ->
    [one] Angehalten von { $by } ({ $scope }): { $actions } Vorgang wartet
   *[other] Angehalten von { $by } ({ $scope }): { $actions } Vorgänge warten
 }{ $changes ->
    [0] { "" }
    [one] , davon { $changes } Änderung oder Löschung eines falschen Beitrags
   *[other] , davon { $changes } Änderungen und Löschungen falscher Beiträge
 }
alert-paused-advice = `resume` sagt vorher, was dann hinausgeht.
alert-live-open = { $during ->
    [sandbox] Solange alles an die Sandbox geht, bleibt vom echten Vorfall { $incident } liegen
    [another] In der Datei steht ein anderer Vorfall, und was zu { $incident } freigegeben ist, geht nicht hinaus
   *[exercise] Solange die Datei eine Übung ist, bleibt vom echten Vorfall { $incident } liegen
 }: { $waiting ->
    [one] { $waiting } Vorgang wartet
   *[other] { $waiting } Vorgänge warten
 } (fällig: { $due }), ungewiss: { $unknown }
alert-live-open-advice = { $during ->
    [another] Ansehen: `ausrufer history --incident { $incident }`. Wurde nur die Kennung des Vorfalls geändert? Ändern Sie sie zurück: `ausrufer set incident id={ $incident } --by NAME`. Sonst sagen Sie in diesem Vorfall, was noch gilt.
    [sandbox] Davon wird nichts gesendet und nichts gesucht. Es geht weiter, sobald in config.yaml `sandbox: false` steht und die Lagedatei echt ist, mit der Kennung { $incident }.
   *[exercise] Davon wird nichts gesendet und nichts gesucht. Ansehen: `ausrufer history --mode live --incident { $incident }`. Es geht weiter, sobald die Datei wieder echt ist: `ausrufer set incident id={ $incident } mode=live --by NAME`.
 }
alert-machines-differ = { $one } und { $other } arbeiten mit verschiedenen Dateien an einem Journal
alert-machines-differ-advice = Geben Sie beiden dieselben Dateien, und halten Sie bis dahin mit `pause` alles an. Sonst entscheiden die Dateien des Rechners, der zuerst kommt, was hinausgeht und ob es dafür eine Freigabe braucht.
alert-clock-wrong = { $message }
alert-clock-wrong-advice = { $advice }
alert-ledger-empty = { $message }
alert-ledger-empty-advice = { $advice }
alert-seen = { $action ->
        [edit] Öffentlich ist der alte Text zu sehen
        [delete] Es ist noch öffentlich zu sehen
       *[publish] Es ist nicht öffentlich zu sehen
    }
