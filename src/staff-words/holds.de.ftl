### Warum ein Beitrag zurückgehalten wird oder wartet, und was zu tun ist.

hold-no-language = { $why ->
        [not-spoken] Kein Konto spricht mehr { $language }. Soll es dort gesagt werden, nehmen Sie { $language } wieder in die Sprachen des Kontos auf, solange Beiträge in dieser Sprache dort stehen. Sonst geben Sie der Mitteilung ein `until`.
       *[no-file] messages/{ $language }.ftl fehlt. Schreiben Sie die Datei, oder nehmen Sie { $language } aus den Sprachen des Kontos.
    }
    .on-page = { $why ->
        [not-spoken] Kein Konto spricht mehr { LANGUAGE($language) }. Sagen Sie dem Betrieb Bescheid.
       *[no-file] Auf { LANGUAGE($language) } gibt es keine Texte. Sagen Sie dem Betrieb Bescheid.
    }
hold-no-sentence = In messages/{ $language }.ftl fehlen Worte, die nicht wegbleiben dürfen: { $sentence }. Übersetzen Sie den Satz. Die anderen Sprachen gehen hinaus.
    .on-page = Auf { LANGUAGE($language) } fehlen Worte. Sagen Sie dem Betrieb Bescheid. Die anderen Sprachen gehen hinaus.
hold-unsigned = Niemand hat { $sentence } auf { $language } abgezeichnet, oder etwas, das der Satz nennt: ausrufer translations { $language } zeigt es. Die anderen Sprachen gehen hinaus.
    .on-page = Die Übersetzung auf { LANGUAGE($language) } hat niemand abgezeichnet. Sagen Sie dem Betrieb Bescheid. Die anderen Sprachen gehen hinaus.
hold-nothing-to-say = { $message ->
        [correction] Aus den Angaben von { $municipality } geht nicht hervor, was jetzt richtig ist. Berichtigen Sie die falsche Angabe, oder schreiben Sie in der Mitteilung mit `text`, was richtig ist, und mit `what`, was falsch war. Tritt nichts an ihre Stelle, etwa weil eine Nummer nicht mehr gilt, ziehen Sie den Beitrag stattdessen zurück.
       *[other] Zu „{ $kind }“ steht nichts in den Angaben von { $municipality }. Ergänzen Sie sie. Sonst streichen Sie die Mitteilung aus der Lagedatei, außer es hat sie schon jemand veröffentlicht: Dann lassen Sie sie.
    }
    .on-page = { $message ->
        [correction] Aus den Angaben geht nicht hervor, was jetzt richtig ist. Berichtigen Sie die falsche Angabe unter [Städte](/staedte/{ $municipality }). Tritt nichts an ihre Stelle, etwa weil eine Nummer nicht mehr gilt, ziehen Sie den Beitrag stattdessen zurück.
       *[other] Die Angaben enthalten nichts dazu. Ergänzen Sie sie unter [Städte](/staedte/{ $municipality }), oder lassen Sie es.
    }
hold-missing-text = Der Text der Mitteilung fehlt auf { $language }. Ergänzen Sie text.{ $language }, oder überlassen Sie die Sprache anderen.
hold-missing-translation = { $field ->
        [none] { hold-missing-text }
       *[other] { $field } fehlt auf { $language }. Ergänzen Sie die Worte. Eine Angabe können Sie auch löschen.
    }
    .on-page = { $field ->
        [none] Der Text fehlt auf { LANGUAGE($language) }. Sagen Sie dem Betrieb Bescheid.
       *[other] Eigene Worte in den Angaben fehlen auf { LANGUAGE($language) }: { $field }. Ergänzen Sie sie unter [Städte](/staedte), oder sagen Sie dem Betrieb Bescheid.
    }
hold-message-broken = Der Text der Mitteilung auf { $language } ist nicht verwendbar: { $message }.
    .on-page = Der Text auf { LANGUAGE($language) } ist nicht verwendbar. Sagen Sie dem Betrieb Bescheid.
hold-secret = Der Text enthält ein Geheimnis aus .env. Es stammt aus { $source }. Entfernen Sie es dort, und erzeugen Sie auf der Plattform ein neues: Wer die Datei lesen kann, hat es gesehen.
    .on-page = Der Text enthält ein Geheimnis. Sagen Sie sofort dem Betrieb Bescheid: Es muss ersetzt werden.
hold-too-long = Was nicht wegbleiben darf, hat { $length } von { $limit } Zeichen{ $unbannered ->
        [none] { "" }
       *[other] , ohne Übungshinweis { $unbannered }: Nur in der Übung passt es nicht
    }. Kürzen Sie die eigenen Worte oder die Angaben.{ $text ->
        [none] { "" }
       *[other] { " " }Der Text: „{ $text }“
    }
    .on-page = Was nicht wegbleiben darf, hat { $length } von { $limit } Zeichen{ $unbannered ->
        [none] { "" }
       *[other] , ohne Übungshinweis { $unbannered }: Nur in der Übung passt es nicht
    }. Kürzen Sie die eigenen Worte oder die Angaben unter [Städte](/staedte).{ $text ->
        [none] { "" }
       *[other] { " " }Der Text: „{ $text }“
    }
hold-facts-broken = Die Angaben von { $municipality } haben einen Fehler: { $message }. { $advice }
    .on-page = Die Angaben haben einen Fehler: { $message }. Berichtigen Sie sie unter [Städte](/staedte/{ $municipality }).
hold-contradicts-facts = Es ist nicht vorbei, solange die Angaben von { $municipality } sagen: { $contradictions }. Bringen Sie sie auf den Stand, oder warten Sie mit der Entwarnung.
    .on-page = Nach den Angaben ist noch etwas gestört. Bringen Sie sie unter [Städte](/staedte/{ $municipality }) auf den neuesten Stand, oder warten Sie mit der Entwarnung.
hold-contradicts-others = Der Text sagt von { $group }, was niemand dort von sich sagt: { contradicted }. Bringen Sie die Angaben auf den neuesten Stand, oder nehmen Sie { $group } aus `about`.
    .on-page = Der Text spricht auch für andere, deren Angaben etwas anderes sagen: { $group }. Stimmen diese Angaben nicht, ändern Sie sie unter [Städte](/staedte). Stimmen sie, sagen Sie dem Betrieb Bescheid: Dann müssen die anderen aus der Mitteilung heraus.
hold-said-twice = { $of ->
        [none] { $other } sagt auf diesem Konto dasselbe. Sagen Sie, was neu ist, und sei es nur die Zeit der nächsten Information. Hat das Konto seither nichts anderes gesagt, auch keine Entwarnung, können Sie die Mitteilung auch aus der Lagedatei streichen.
        [announcement] { $other } sagt auf diesem Konto dasselbe, und { $gone } steht nicht mehr in der Lagedatei. Wurde nur die Kennung geändert, ändern Sie sie zurück. Soll es noch einmal gesagt werden, setzen Sie { $gone } wieder ein und erhöhen Sie die `edition` der Mitteilung. Sonst sagen Sie, was neu ist.
       *[incident] { $other } sagt auf diesem Konto dasselbe, und sein Vorfall { $gone } steht nicht mehr in der Lagedatei. Wurde nur die Kennung des Vorfalls geändert, ändern Sie sie zurück. Soll es noch einmal gesagt werden, erhöhen Sie die `edition` der Mitteilung. Sonst sagen Sie, was neu ist.
    }
    .on-page = { $of ->
        [none] Das Konto sagt schon dasselbe. Sagen Sie, was neu ist, und sei es nur die Zeit der nächsten Information. Hat das Konto seither nichts anderes gesagt, auch keine Entwarnung, müssen Sie nichts tun: Die Mitteilung geht dann hinaus, sobald sich die Angaben ändern.
        [announcement] Das Konto sagt schon dasselbe. Die Mitteilung dazu ({ $gone }) steht nicht mehr in der Lagedatei. Wurde dort nur die Kennung geändert, sagen Sie dem Betrieb Bescheid. Sonst sagen Sie, was neu ist.
       *[incident] Das Konto sagt schon dasselbe, aber zum Vorfall { $gone }, und der steht nicht mehr in der Lagedatei. Wurde nur seine Kennung geändert, oder soll es noch einmal gesagt werden, sagen Sie dem Betrieb Bescheid. Sonst sagen Sie, was neu ist.
    }
contradicted = der Text sagt die Angaben von { $speaker } auch von anderen, deren eigene ihnen widersprechen: { $others }
hold-id-used = Unter dieser Kennung wurde schon etwas anderes veröffentlicht (kind: { $kind }). Geben Sie der Mitteilung eine neue Kennung (id).
    .on-page = Unter dieser Kennung wurde schon etwas anderes veröffentlicht. Sagen Sie dem Betrieb Bescheid: Die Mitteilung braucht eine neue Kennung.
hold-not-confirmed = Seit { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    } hat niemand die Angaben von { $municipality } bestätigt. Bestätigen Sie sie: ausrufer set { $municipality } confirmed=now --by NAME
    .on-page = Seit { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    } hat niemand die Angaben bestätigt. Sehen Sie sie unter [Städte](/staedte/{ $municipality }) an, und tippen Sie auf „Stimmt noch“.
hold-not-for-exercises = Setzen Sie beim Konto public_exercises: true, wenn dort eine Übung zu sehen sein darf. Sonst üben Sie mit einem Probelauf.
    .on-page = Auf diesem Konto darf keine Übung erscheinen. Nehmen Sie dafür einen [Probelauf](/ueben).
hold-account-gone = Der Beitrag { $post } ist auf einem Konto zu lesen, das nicht mehr in `municipalities.yaml` steht. Löschen Sie ihn dort von Hand, und melden Sie es: ausrufer resolve { $key } --absent --by NAME. Oder nehmen Sie das Konto wieder auf.
    .on-page = Der Beitrag { $post } ist auf einem Konto zu lesen, das nicht mehr in der Datei der Städte steht. Löschen Sie ihn dort von Hand, und sagen Sie dem Betrieb Bescheid.
hold-account-stopped = { $reason }. Beheben Sie das bei der Plattform, dann: ausrufer resume --account { $account } --by NAME
    .on-page = { $reason }. Ist das bei der Plattform behoben, setzen Sie das Konto unter [Konten](/konten) fort.
hold-says-the-same = { $other } sagt auf diesem Konto dasselbe, und das gilt noch. Es ist nichts zu tun.
    .on-page = Das Konto sagt schon dasselbe, und das gilt noch. Es ist nichts zu tun.
hold-nothing-to-correct = Das Original wurde hier in dieser Sprache nie veröffentlicht. Es ist nichts zu tun.
hold-original-unknown = Noch ist ungewiss, ob das Original veröffentlicht ist. Es wird gesucht.
hold-own-words = Das Original hat eigene Worte und wurde nie veröffentlicht. Sagen Sie es noch einmal, mit den richtigen Worten.
hold-not-put-right = Laut der Korrektur { $by } ist falsch, was hier stünde, aber die Angaben sagen es noch immer. Tragen Sie ein, was stimmt: Damit geht der Beitrag hinaus. Stimmt inzwischen alles, erhöhen Sie die Ausgabe (edition) seiner Mitteilung. Ist die Korrektur selbst der Irrtum, ziehen Sie vorher sie zurück: ausrufer announce retraction --withdraws { $by } --by NAME
    .on-page = Laut einer Korrektur ist falsch, was hier stünde, aber die Angaben sagen es noch immer. Tragen Sie unter [Städte](/staedte) ein, was stimmt: Damit geht der Beitrag hinaus. Stimmt inzwischen alles, melden Sie es neu. Ist die Korrektur selbst der Irrtum, ziehen Sie sie vorher zurück.
hold-still-over = { $by } zieht die Entwarnung zurück, aber nach den Angaben von { $municipality } ist es noch immer vorbei, und das stünde hier wieder. Schreiben Sie, was gilt: ausrufer set { $municipality } phase=identified --by NAME, und was nicht geht. Ist es vorbei, dann entwarnen Sie noch einmal: ausrufer announce all-clear --as { $municipality } --by NAME
    .on-page = Die Entwarnung ist zurückgezogen, aber nach den Angaben ist es noch immer vorbei, und das stünde hier wieder. Geben Sie unter [Städte](/staedte/{ $municipality }) an, was nicht geht. Ist es vorbei, dann entwarnen Sie von der [Lage](/) aus noch einmal.
hold-no-credential = Es hat kein brauchbares Token. `check` sagt, welche Zeile von .env fehlt oder beschädigt ist.
    .on-page = Das Konto ist nicht verbunden. Sagen Sie dem Betrieb Bescheid.
hold-older-file = Die Lagedatei sagt wieder, was eine ältere Fassung sagte. Bestätigen Sie, dass das so gemeint ist: ausrufer approve --older-file --by NAME
    .on-page = Die Lagedatei sagt wieder, was eine ältere Fassung sagte. Der Betrieb muss bestätigen, dass das so gemeint ist.
hold-too-alike = Zu { $percent } % sagt { $other } dasselbe, und { $platform } sperrt Konten wegen fast gleicher Texte. Geben Sie { $municipality } eine eigene Anweisung oder einen eigenen Kontakt (ausrufer set { $municipality } instruction.de="…" --by NAME), oder schreiben Sie für { $municipality } eigene Worte.
    .on-page = Zu { $percent } % sagt { $other } dasselbe, und { $platform } sperrt Konten wegen fast gleicher Texte. Geben Sie unter [Städte](/staedte/{ $municipality }) an, was die Leute dort tun sollen, oder einen eigenen Kontakt.
hold-refused = Die Plattform hat es abgelehnt: { reason-given }. Ändern Sie Angaben oder Worte, und erhöhen Sie die Ausgabe (edition).
    .on-page = Die Plattform hat es abgelehnt: { reason-given }. Ändern Sie die Angaben unter [Städte](/staedte), und sagen Sie es neu.
hold-unknown = Noch ist ungewiss, ob es veröffentlicht ist: { answer-lost }. { $decides ->
        [staff] Sehen Sie auf dem Konto nach.
       *[program] Es wird gesucht.
    }{ $next ->
        [none] { "" }
       *[other] { " " }Bis das geklärt ist, wartet { $next }.
    }
    .on-page = Noch ist ungewiss, ob es veröffentlicht ist: { answer-lost }. { $decides ->
        [staff] Sehen Sie auf dem Konto nach.
       *[program] Es wird gesucht.
    }{ $next ->
        [none] { "" }
       *[other] { " " }Bis das geklärt ist, wartet der nächste Beitrag.
    }
hold-too-late = Nach dem Beitrag davor muss dieser bis { $time } warten, und das ist später als sein `until`. Setzen Sie `until` später, oder melden Sie ihn mit neuer Kennung und ohne `updates`: Dann wartet er auf keinen anderen.
    .on-page = Nach dem Beitrag davor muss dieser bis { $time } warten, und dann ist es zu spät. Muss er hinaus, melden Sie ihn neu: Dann wartet er auf keinen anderen.
hold-not-in-file = { $action ->
        [edit] { $target } ist falsch und noch veröffentlicht: { $announcement } würde den Beitrag ändern, steht aber nicht mehr in der Lagedatei. Setzen Sie die Mitteilung wieder ein.
        [delete] { $target } ist falsch und noch veröffentlicht: { $announcement } würde den Beitrag löschen, steht aber nicht mehr in der Lagedatei. Setzen Sie die Mitteilung wieder ein.
       *[publish] Der Beitrag wartet, aber seine Mitteilung steht nicht mehr in der Lagedatei. Setzen Sie sie wieder ein, oder ziehen Sie sie zurück.
    }
    .on-page = { $action ->
        [edit] Ein falscher Beitrag ist noch veröffentlicht: Was ihn ändern würde, steht nicht mehr in der Lagedatei. Sagen Sie dem Betrieb Bescheid.
        [delete] Ein falscher Beitrag ist noch veröffentlicht: Was ihn löschen würde, steht nicht mehr in der Lagedatei. Sagen Sie dem Betrieb Bescheid.
       *[publish] Der Beitrag wartet, aber seine Mitteilung steht nicht mehr in der Lagedatei. Sagen Sie dem Betrieb Bescheid.
    }
hold-paused = { $target } ist falsch und noch veröffentlicht: angehalten seit { $time } von { $by }. Fortsetzen: { $command }
    .on-page = Ein falscher Beitrag ist noch veröffentlicht: angehalten seit { $time } von { $by }. [Ansehen, was hinausginge](/weiter)
reason-given = { $reason ->
        [none] ohne Angabe von Gründen
       *[other] { $reason }
    }
answer-lost = { $reason ->
        [none] die Antwort ging verloren
       *[other] { $reason }
    }

delay-retry = { $reason ->
        [none] sie wurden schon versucht
       *[other] { $reason }
    }
delay-breaker = { $server } nimmt zurzeit nichts an ({ $reason })
delay-limit = { $count } { $of ->
    [posts] { $count ->
        [one] Beitrag
       *[other] Beiträge
    }
    [calls] { $count ->
        [one] Anfrage
       *[other] Anfragen
    }
    [deletes] { $count ->
        [one] Löschung
       *[other] Löschungen
    }
   *[other] { $of }
 } je { $per ->
    [account] Konto
    [server] Server
    [app] App
   *[other] { $per }
 } in { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
 }
delay-budget = Budget von { NUMBER($usd, minimumFractionDigits: 2, maximumFractionDigits: 2) } US-Dollar in 24 Stunden
