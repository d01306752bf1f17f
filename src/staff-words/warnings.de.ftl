### Was ein Plan zu bedenken gibt.

warn-nothing-new = { $posts ->
        [one] { $posts } Beitrag geht
       *[other] { $posts } Beiträge gehen
    } nicht hinaus: Das Konto sagt bis auf die Zeiten schon dasselbe
warn-nothing-new-advice = Tragen Sie ein, was neu ist. Ist nur etwas zu erklären, so machen Sie eine Mitteilung der Art notice.
    .on-page = Geben Sie unter [Städte](/staedte) an, was neu ist.
warn-contradicts-others = { $names }
warn-contradicts-others-advice = Bringen Sie die Angaben auf den neuesten Stand, oder nehmen Sie die anderen aus `about`, damit sie selbst sprechen.
    .on-page = Bringen Sie die Angaben unter [Städte](/staedte) auf den neuesten Stand.
warn-old-facts = seit { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    } hat niemand die Angaben bestätigt, aus denen die Entwarnung spricht: { $names }
warn-old-facts-advice = Fragen Sie dort nach, ob wirklich alles wieder läuft, und bestätigen Sie: ausrufer set { $town } confirmed=now --by NAME
    .on-page = Fragen Sie dort nach, ob wirklich alles wieder läuft, und tippen Sie unter [Städte](/staedte) auf „Stimmt noch“.
warn-calls-differ = zu 110 und 112 widersprechen sich die Angaben in einem Kreis: { $others }
warn-calls-differ-advice = Fragen Sie die Leitstelle. Fallen 110 und 112 nur in einem Teil des Kreises aus, schreiben Sie das beim Kreis: services.emergency-calls=limited
    .on-page = Fragen Sie die Leitstelle. Fallen 110 und 112 nur in einem Teil des Kreises aus, geben Sie das unter [Städte](/staedte) beim Kreis an: „nur eingeschränkt“.
warn-calls-not-asked = der Text sagt, dass 110 und 112 funktionieren, aber Strom oder Netze sind ausgefallen, und die Lagedatei sagt dazu nur „nicht betroffen“ (unaffected): { $names }
warn-calls-not-asked-advice = Fragen Sie die Leitstelle, und schreiben Sie, was sie sagt: ausrufer set { $town } services.emergency-calls=available --by NAME, oder limited, unavailable
    .on-page = Fragen Sie die Leitstelle, und geben Sie unter [Städte](/staedte) bei den Leistungen an, was sie zum Notruf sagt.
warn-says-today = der Text sagt „heute“, „morgen“ oder „gestern“: { $names }
warn-says-today-advice = Nennen Sie Wochentag und Datum: Der Text wird auch morgen noch gelesen, und eine wiederkehrende Mitteilung sagt morgen dasselbe.
warn-title-differs = der Text nennt einen IT-Ausfall und eine andere Ursache: { $names }
warn-title-differs-advice = Ändern Sie in der Lagedatei unter incident den Titel (title), sodass er zur Ursache passt.
    .on-page = Ändern Sie den Titel des Vorfalls unter „Ausfall melden“, sodass er zur Ursache passt.
warn-clear-unsaid = diese Kommunen haben zu diesem Vorfall noch nichts gesagt, oder seit ihrer letzten Entwarnung nichts mehr: { $names }
warn-clear-unsaid-advice = Lassen Sie nur die entwarnen, die etwas gesagt haben, das noch gilt (`post_as`).
    .on-page = Lassen Sie nur die entwarnen, die etwas gesagt haben, das noch gilt.
warn-ends-for-others = damit endet auch, was über andere gesagt wird, bei denen es nach deren Angaben noch nicht vorbei ist: { $others }
warn-ends-for-others-advice = Muss es dort weiter gesagt werden, kündigen Sie es über sie allein an (`about`), mit eigener Kennung. Oder warten Sie mit der Entwarnung.
    .on-page = Muss es dort weiter gesagt werden, melden Sie es für sie neu. Oder warten Sie mit der Entwarnung.
warn-still-over = die Entwarnung ist zurückgezogen, aber nach den Angaben ist es noch immer vorbei; auch die nächsten Texte sagen das: { $names }
warn-still-over-advice = Schreiben Sie, was dort gilt: ausrufer set { $town } phase=identified --by NAME, und was nicht geht. Ist es vorbei, dann entwarnen Sie noch einmal: ausrufer announce all-clear --as { $town } --by NAME
    .on-page = Geben Sie unter [Städte](/staedte) an, was nicht geht. Ist es vorbei, dann entwarnen Sie von der [Lage](/) aus noch einmal.
warn-mail-still-lost = der Text sagt, dass E-Mails nicht ankommen, obwohl die E-Mail wieder geht: { $names }
warn-mail-still-lost-advice = Schreiben Sie, bis wann sie verloren gingen: ausrufer set { $town } email.lost_until="…" --by NAME, oder email=null, wenn nichts mehr zu sagen ist
    .on-page = Geben Sie unter [Städte](/staedte) an, bis wann sie verloren gingen, oder leeren Sie, was dort zu E-Mails steht.
warn-no-next-update = es heißt nicht, wann es mehr zu hören gibt: { $names }
warn-no-next-update-advice = Nennen Sie einen Zeitpunkt: ausrufer set incident next_update="…" --by NAME, oder für eine Stadt allein
    .on-page = Nennen Sie unter [Städte](/staedte) einen Zeitpunkt für die nächste Information.
warn-open-without-work = der Text sagt, dass nicht gearbeitet werden kann, obwohl Schalter geöffnet sind oder das Telefon geht: { $names }
warn-open-without-work-advice = Schreiben Sie, was gilt: ausrufer set { $town } reach.work=null --by NAME, oder reach.counter=down und reach.phone=down
    .on-page = Geben Sie unter [Städte](/staedte) an, was gilt.
warn-appointments-unchanged = die eigenen Worte der Korrektur sprechen von Terminen, und daneben steht von Terminen dasselbe wie im falschen Beitrag: { $names }
warn-appointments-unchanged-advice = Stimmen die Angaben zu Terminen nicht, schreiben Sie, was gilt: ausrufer set { $town } appointments.policy=take-place --by NAME. Stimmen sie, widersprechen Sie ihnen nicht in eigenen Worten
    .on-page = Stimmen die Angaben zu Terminen nicht, ändern Sie sie unter [Städte](/staedte).
warn-phase-denied = der Text sagt, dass die Systeme wieder laufen oder im Notbetrieb gearbeitet wird, obwohl etwas ausgefallen ist oder niemand arbeiten kann: { $names }
warn-phase-denied-advice = Schreiben Sie, was dort gilt: ausrufer set { $town } phase=identified --by NAME, oder was wieder geht
    .on-page = Geben Sie unter [Städte](/staedte) an, was gilt.
warn-cannot-be-done = { $of ->
        [call] der Text bittet nicht um Anrufe, weil das Telefon nicht geht (oder niemand arbeiten kann) und zurzeit keine andere Nummer gilt: { $names }
        [number] der Text bittet um Anrufe und nennt keine Nummer: { $names }
        [mail] der Text bittet, E-Mails erneut zu senden, obwohl sie nicht ankommen: { $names }
        [appointments] der Text sagt, dass alle Termine stattfinden, obwohl niemand kommen soll, niemand arbeiten kann oder die Schalter geschlossen sind: { $names }
       *[service] der Text sagt, dass eine Leistung wieder möglich ist oder die Schalter geöffnet sind, obwohl Termine ausfallen, niemand kommen soll, niemand arbeiten kann oder die Schalter geschlossen sind: { $names }
    }
warn-cannot-be-done-advice = { $of ->
        [call] Geben Sie die Nummer an, unter der jemand abnimmt: ausrufer set { $town } contacts.hotline.phone="…" --by NAME. Oder schreiben Sie, was gilt: instruction=null, oder reach.phone=limited, reach.work=null
        [number] Geben Sie die Nummer an: ausrufer set { $town } contacts.hotline.phone="…" --by NAME. Oder bitten Sie um nichts: instruction=null
        [mail] Nennen Sie einen anderen Weg, oder schreiben Sie, dass E-Mails ankommen: ausrufer set { $town } email.action=use-post-or-phone --by NAME, oder reach.email_in=up
        [appointments] Finden sie nicht statt: ausrufer set { $town } appointments.policy=cancelled --by NAME. Finden sie statt, dann nehmen Sie zurück, was dem widerspricht: ausrufer set { $town } instruction=null --by NAME, oder reach.counter=limited, reach.work=null
       *[service] Soll niemand kommen, dann warten Sie mit einer solchen Mitteilung, oder schreiben Sie, dass die Schalter geschlossen sind: ausrufer set { $town } reach.counter=down --by NAME. Sonst nehmen Sie zurück, was ihr widerspricht: ausrufer set { $town } instruction=null --by NAME, oder appointments.policy=limited, reach.counter=limited, reach.work=null
    }
    .on-page = { $of ->
        [call] Geben Sie unter [Städte](/staedte) die Nummer an, unter der jemand abnimmt, oder bitten Sie dort um etwas anderes.
        [number] Geben Sie unter [Städte](/staedte) die Nummer an, oder bitten Sie dort um etwas anderes.
        [mail] Nennen Sie unter [Städte](/staedte) einen anderen Weg, oder geben Sie dort an, dass E-Mails ankommen.
        [appointments] Geben Sie unter [Städte](/staedte) an, ob sie stattfinden. Wenn ja, leeren Sie dort, was dem widerspricht.
       *[service] Soll niemand kommen, dann warten Sie damit, oder geben Sie unter [Städte](/staedte) an, dass die Schalter geschlossen sind. Sonst leeren Sie dort, was dem widerspricht.
    }
warn-nothing-down = es meldet einen Ausfall, obwohl nach den Angaben alles geht: { $names }
warn-nothing-down-advice = Schreiben Sie, was ausgefallen ist: ausrufer set { $town } reach.phone=down --by NAME. Geht alles wieder, dann entwarnen Sie: ausrufer announce all-clear --as { $town } --by NAME
    .on-page = Schreiben Sie unter [Städte](/staedte), was ausgefallen ist. Geht alles wieder, dann melden Sie das von der [Lage](/) aus.
warn-not-all-restored = es meldet nicht alles als wiederhergestellt, was es nennt, weil die Angaben das nicht bestätigen: { $names }
warn-not-all-restored-advice = Schreiben Sie, was wieder geht, wie hier das Telefon: ausrufer set { $town } reach.phone=up --by NAME. Was noch nicht geht, streichen Sie aus der Mitteilung.
    .on-page = Schreiben Sie unter [Städte](/staedte), was wieder geht. Was noch nicht geht, lassen Sie weg.
warn-said-twice = das Konto sagt schon dasselbe: { $names }
warn-said-twice-advice = Sagen Sie, was neu ist, oder streichen Sie die Mitteilung aus der Lagedatei.
    .on-page = Sagen Sie, was neu ist, oder lassen Sie es.
warn-paused = angehalten seit { $time } von { $by }: Dort geht nichts hinaus
warn-paused-advice = Fortsetzen: { $command }
    .on-page = [Ansehen, was hinausginge](/weiter)
warn-written = { $message }
warn-written-advice = { $advice }
warn-written-about = { $place ->
        [none] Lagedatei
       *[other] { $place }
    }
warn-facts-broken = { alert-facts-broken }
warn-facts-broken-advice = { $advice } Bis dahin wird daraus nichts Neues gesagt, und welche Beiträge dadurch überholt sind, steht nirgends.
warn-odd-time = { $of ->
        [started] beginnt erst am { $time }
        [at] geht erst am { $time } hinaus
        [far] verspricht Neues erst für { $time }
        [estimate] die geschätzte Zeit (estimate) ist verstrichen: Kein Text nennt sie mehr
       *[next_update] der Zeitpunkt next_update { $time } ist verstrichen: Kein Text nennt ihn mehr
    }
    .on-page = { $of ->
        [started] der Vorfall beginnt erst am { $time }
        [at] eine Mitteilung geht erst am { $time } hinaus
        [far] { $who }: Die nächste Information ist erst für { $time } angekündigt
        [estimate] { $who }: Die geschätzte Zeit ist verstrichen und steht in keinem Text mehr
       *[next_update] { $who }: Der versprochene Zeitpunkt { $time } ist verstrichen und steht in keinem Text mehr
    }
warn-odd-time-advice = { $of ->
        [started] Stimmt das Datum? ausrufer set incident started="…" --by NAME
        [at] Stimmt das Datum? Wenn nicht: Ändern Sie `at` in der Lagedatei.
        [far] Stimmt das Datum? ausrufer set { $who } next_update="…" --by NAME
        [estimate] Schätzen Sie neu, oder nennen Sie keine: ausrufer set { $who } { $path }="…" --by NAME, oder estimate=null
       *[next_update] Nennen Sie einen neuen, oder streichen Sie ihn: ausrufer set { $who } next_update="…" --by NAME, oder next_update=null
    }
    .on-page = { $of ->
        [started] Stimmt das Datum? Wenn nicht: Sagen Sie dem Betrieb Bescheid.
        [at] Stimmt das Datum? Wenn nicht: Sagen Sie dem Betrieb Bescheid.
        [far] Stimmt das Datum? Wenn nicht: Ändern Sie es unter [Städte](/staedte).
        [estimate] Nennen Sie unter [Städte](/staedte) eine neue, oder keine.
       *[next_update] Nennen Sie unter [Städte](/staedte) einen neuen, oder streichen Sie ihn.
    }
warn-costly-number = { $contact ->
        [none] wer { $phone } anruft, zahlt extra, und es steht kein Preis dabei
       *[other] wer { $phone } anruft ({ $contact }), zahlt extra, und es steht kein Preis dabei
    }
    .on-page = { $who }: Wer { $phone } anruft, zahlt extra, und es steht kein Preis dabei
warn-costly-number-advice = { $contact ->
        [none] Was kostet ein Anruf? Nennen Sie eine Nummer zum üblichen Tarif, oder schreiben Sie den Preis in den Text.
       *[other] Was kostet ein Anruf? Nennen Sie eine Nummer zum üblichen Tarif oder den Preis: ausrufer set { $who } contacts.{ $contact }.for.de="… 20 Cent je Anruf" --by NAME
    }
    .on-page = { $contact ->
        [none] Was kostet ein Anruf? Nennen Sie eine Nummer zum üblichen Tarif, oder schreiben Sie den Preis in den Text.
       *[other] Was kostet ein Anruf? Nennen Sie unter [Städte](/staedte) eine Nummer zum üblichen Tarif, oder schreiben Sie den Preis dort neben die Nummer.
    }
warn-dropped = { $posts ->
    [one] { $posts } Beitrag geht nicht hinaus: { $reason }
   *[other] { $posts } Beiträge gehen nicht hinaus: { $reason }
 }
warn-dropped-advice = Muss es noch gesagt werden, kündigen Sie es mit neuer Kennung an. Oder erhöhen Sie die Ausgabe (edition), und verschieben Sie ein `until`, das zu früh ist.
    .on-page = Muss es noch gesagt werden, melden Sie es neu.
warn-unsaid = { $posts ->
    [one] { $posts } Beitrag tritt an die Stelle von { $updates }, das dort nicht gesagt wird{ $words }
   *[other] { $posts } Beiträge treten an die Stelle von { $updates }, das dort nicht gesagt wird{ $words }
 }
warn-unsaid-advice = Müssen auch diese Worte gesagt werden, sagen Sie sie in diesem Text, oder kündigen Sie sie mit neuer Kennung an.
    .on-page = Müssen auch diese Worte gesagt werden, melden Sie sie neu.
warn-ended = { $accounts ->
    [one] wird auf { $accounts } Konto nicht mehr veröffentlicht: Dort gilt die Entwarnung
   *[other] wird auf { $accounts } Konten nicht mehr veröffentlicht: Dort gilt die Entwarnung
 }
    .on-page = { $accounts ->
        [one] die frühere Meldung „{ $announcement }“ wird auf { $accounts } Konto nicht mehr veröffentlicht: Dort gilt die Entwarnung
       *[other] die frühere Meldung „{ $announcement }“ wird auf { $accounts } Konten nicht mehr veröffentlicht: Dort gilt die Entwarnung
     }
warn-ended-advice = Ist es wieder ausgefallen, kündigen Sie es neu an, mit eigener Kennung. War die Entwarnung falsch, ziehen Sie sie zurück.
    .on-page = Ist es wieder ausgefallen, melden Sie es neu. War die Entwarnung falsch, ziehen Sie sie zurück.
warn-withdrawn = { $accounts ->
    [one] eine neue Ausgabe wird auf { $accounts } Konto nicht veröffentlicht: zurückgezogen durch { $by }
   *[other] eine neue Ausgabe wird auf { $accounts } Konten nicht veröffentlicht: zurückgezogen durch { $by }
 }
warn-withdrawn-advice = Muss es doch gesagt werden, kündigen Sie es neu an, mit eigener Kennung.
    .on-page = Muss es doch gesagt werden, melden Sie es neu.
warn-deletes-outage = { $accounts ->
    [one] die Korrektur löscht auf { $accounts } Konto den einzigen Beitrag, der sagt, wie es steht: Was er sonst noch sagt, liest dort niemand mehr
   *[other] die Korrektur löscht auf { $accounts } Konten den jeweils einzigen Beitrag, der sagt, wie es steht: Was er sonst noch sagt, liest dort niemand mehr
 }
warn-deletes-outage-advice = Melden Sie danach den Stand: ausrufer announce status --as STADT --by NAME
    .on-page = Melden Sie danach den Stand.
warn-ends-recurring = wo es zurückgezogen wird, wird { $withdraws } nie wieder gesagt, weder am { $time } noch später
warn-ends-recurring-advice = Soll es weitergehen, kündigen Sie es mit neuer Kennung an. Ist nur sein letzter Beitrag falsch, korrigieren Sie ihn stattdessen.
    .on-page = Soll es weitergehen, melden Sie es neu. Ist nur der letzte Beitrag falsch, korrigieren Sie ihn stattdessen.
warn-also-wrong = { $posts ->
    [one] { $posts } weiterer Beitrag sagt noch, was hier korrigiert wird, oder gehört zu dem, was hier zurückgezogen wird: { $names }
   *[other] { $posts } weitere Beiträge sagen noch, was hier korrigiert wird, oder gehören zu dem, was hier zurückgezogen wird: { $names }
 }
    .on-page = { $posts ->
    [one] Ein weiterer Beitrag sagt noch, was { $announcement } korrigiert, oder gehört zu dem, was es zurückzieht: { $names }
   *[other] { $posts } weitere Beiträge sagen noch, was { $announcement } korrigiert, oder gehören zu dem, was es zurückzieht: { $names }
 }
key-on = { $key } auf { $account }
    .on-page = { $account }
warn-also-wrong-advice = Ist es auch dort falsch, berichtigen Sie die Angaben, und korrigieren Sie jeden dieser Beiträge, oder ziehen Sie ihn zurück.
warn-outdated-gone = der Beitrag { $post } auf { $account }, einem Konto, das nicht mehr in `municipalities.yaml` steht, stimmt nicht mehr mit den Angaben überein
    .on-page = Der Beitrag { $post } steht auf einem Konto, das nicht mehr in der Datei der Städte ist, und stimmt nicht mehr mit den Angaben überein
warn-outdated-gone-advice = Löschen Sie ihn dort von Hand, und melden Sie es: ausrufer resolve { $key } --absent --by NAME. Oder nehmen Sie das Konto wieder auf.
    .on-page = Löschen Sie den Beitrag dort von Hand, und sagen Sie dem Betrieb Bescheid.
warn-unwatched = { $why ->
    [earlier] { $posts ->
        [one] { $posts } Konto von { $municipality } zeigt noch, was es in einem früheren Vorfall zu einer Störung gemeldet hat
       *[other] { $posts } Konten von { $municipality } zeigen noch, was sie in einem früheren Vorfall zu einer Störung gemeldet haben
     }, und niemand vergleicht das mehr mit den Angaben
    [elsewhere] { $posts ->
        [one] { $posts } veröffentlichter Beitrag von { $municipality } steht auf dem Konto einer anderen Stadt
       *[other] { $posts } veröffentlichte Beiträge von { $municipality } stehen auf Konten anderer Städte
     }
    [moved] was { $municipality } zur Störung gemeldet hat, steht nur auf einem Server, von dem das Konto umgezogen ist: { $posts ->
        [one] { $posts } Beitrag
       *[other] { $posts } Beiträge
     }
    [hidden] { $posts ->
        [one] { $posts } Beitrag von { $municipality } ist veröffentlicht, aber der Server zeigt ihn
       *[other] { $posts } Beiträge von { $municipality } sind veröffentlicht, aber der Server zeigt sie
     } nicht allen
    [deleted] { $posts ->
        [one] { $posts } Beitrag von { $municipality } zur Störung wurde
       *[other] { $posts } Beiträge von { $municipality } zur Störung wurden
     } auf der Plattform gelöscht, nicht vom Programm, und es steht dort nichts Neueres dazu
   *[other] { $posts ->
        [one] { $posts } veröffentlichter Beitrag von { $municipality } zur Störung steht noch, und niemand vergleicht ihn
       *[other] { $posts } veröffentlichte Beiträge von { $municipality } zur Störung stehen noch, und niemand vergleicht sie
     } mehr mit den Angaben: { $municipality } { $why ->
        [left] gehört nicht mehr zum Vorfall
       *[gone] steht nicht mehr in den Dateien
     }
 }
warn-unwatched-advice = { $why ->
    [earlier] Wurde nur die Kennung des Vorfalls geändert? Tragen Sie die alte wieder ein. Sonst melden Sie, was dort jetzt gilt; oder löschen Sie die Beiträge von Hand, und melden Sie jeden mit seinem Schlüssel aus `history --incident ID`: ausrufer resolve KEY --absent --by NAME
    [elsewhere] Löschen Sie jeden dort von Hand, und melden Sie es mit seinem Schlüssel aus `history`: ausrufer resolve KEY --absent --by NAME
    [moved] Melden Sie auf dem neuen Konto, was jetzt gilt, mit einem `status` für { $municipality }.
    [hidden] Hat die Moderation des Servers das Konto eingeschränkt? Bitten Sie sie, das aufzuheben, und informieren Sie die Öffentlichkeit so lange auf anderem Wege. Danach melden Sie, was dann gilt, mit einem `status` für { $municipality }.
    [deleted] War das Absicht? Dann ist nichts zu tun. Sonst melden Sie, was jetzt gilt, mit einem `status` für { $municipality }.
    [left] Ist es dort vorbei? Nehmen Sie { $municipality } wieder in `affects` auf, geben Sie Entwarnung, und nehmen Sie { $municipality } erst dann heraus.
   *[gone] Hat { $municipality } jetzt eine andere Kennung? Ziehen Sie die Beiträge zurück, und melden Sie neu, was gilt. Sonst löschen Sie sie dort von Hand, und melden Sie jeden mit seinem Schlüssel aus `history`: ausrufer resolve KEY --absent --by NAME
 }
    .on-page = { $why ->
        [earlier] Melden Sie, was dort jetzt gilt. Wurde nur die Kennung des Vorfalls geändert, sagen Sie dem Betrieb Bescheid.
        [elsewhere] Löschen Sie jeden dort von Hand, und sagen Sie dem Betrieb Bescheid.
        [moved] Melden Sie auf dem neuen Konto, was jetzt gilt.
        [hidden] Hat die Moderation des Servers das Konto eingeschränkt? Bitten Sie sie, das aufzuheben, und informieren Sie die Öffentlichkeit so lange auf anderem Wege. Danach melden Sie, was dann gilt.
        [deleted] War das Absicht? Dann ist nichts zu tun. Sonst melden Sie, was jetzt gilt.
        [left] Ist es dort vorbei? Sagen Sie dem Betrieb Bescheid: Erst die Entwarnung, dann gehört die Stadt nicht mehr zum Vorfall.
       *[gone] Löschen Sie { $posts ->
            [one] ihn
           *[other] sie
         } von Hand auf der Plattform, und sagen Sie dem Betrieb Bescheid.
     }
warn-delayed = { $actions ->
    [one] { $actions } Vorgang muss warten: { $delay }
   *[other] { $waiting } von { $actions } Vorgängen { $waiting ->
        [one] muss
       *[other] müssen
    } warten: { $delay }
 }
warn-delayed-advice = Sie gehen von selbst hinaus, der letzte etwa { $time }. Korrekturen, Rücknahmen und Entwarnungen gehen zuerst. Ist das zu spät, lassen Sie weniger Konten sprechen.
warn-too-alike = { $more ->
        [0] fast gleiche Texte auf { $platform }: { $pairs }
        [one] fast gleiche Texte auf { $platform }: { $pairs } und { $more } weiteres Paar
       *[other] fast gleiche Texte auf { $platform }: { $pairs } und { $more } weitere Paare
    }
warn-too-alike-advice = { $advice }
alike-pair = { $account } und { $other } ({ $percent } %)
