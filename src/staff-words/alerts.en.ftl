### What alerts say.

alert-line = ALERT: { $what } → { $advice }
alert-over = OVER, no longer so: { $what }
alert-since = ({ $where }, since { $time })
alert-history = History: { $where }
alert-files-broken = Nothing new is planned: { $place ->
        [none] { $message }
       *[other] { $place }: { $message }
    }
alert-files-unknown = the files have mistakes
alert-files-broken-advice = { $advice } { $mode ->
        [draft] `check` lists everything. Nothing goes out until all of it is put right.
       *[other] `check` lists everything. What is approved still goes out.
    }
alert-and-more = { $what } (and { $n } more)
alert-facts-broken = { $line ->
        [none] The facts of { $municipality } have a mistake: { $message }
       *[other] The facts of { $municipality } have a mistake in line { $line }: { $message }
    }
alert-facts-broken-advice = { $advice } Until then nothing new is said from them, and no alert reports posts that they make outdated.
alert-held = { $accounts ->
    [one] { $announcement } is held on { $accounts } account: { $because }
   *[other] { $announcement } is held on { $accounts } accounts: { $because }
 }
alert-held-advice = { $advice }
alert-approval = { $texts ->
    [one] { $announcement }: { $texts } text waits for approval
   *[other] { $announcement }: { $texts } texts wait for approval
 }
alert-approval-advice = Read them in `plan`: it shows the command that approves them
alert-outdated = { $announcement } is published and no longer matches the facts
alert-outdated-advice = `plan` shows what it says and what is true now. To say it again: raise its edition, or ausrufer set … --tell --by NAME. What recurs is right by itself next time
alert-outdated-others = { alert-outdated }
alert-outdated-others-advice = { plan-outdated-others-advice }
alert-outdated-clear = { alert-outdated }
alert-outdated-clear-advice = { plan-outdated-clear-advice }
alert-outdated-gone = { warn-outdated-gone }
alert-outdated-gone-advice = { warn-outdated-gone-advice }
alert-unwatched = { warn-unwatched }
alert-unwatched-advice = { warn-unwatched-advice }
alert-also-wrong = { $more ->
    [0] { $announcement } ({ $account }) still says what { $correction } corrects, or belongs to what it withdraws
    [one] { $announcement } ({ $account }) and { $more } more post still say what { $correction } corrects, or belong to what it withdraws
   *[other] { $announcement } ({ $account }) and { $more } more posts still say what { $correction } corrects, or belong to what it withdraws
 }
alert-also-wrong-advice = { warn-also-wrong-advice }
alert-promise-due = An update is promised for { $time }
alert-promise-broken = The update promised for { $time } was not said
alert-promise-due-advice = Say what is known, even if nothing is new: ausrufer set incident next_update="…" --tell --by NAME, or set it for one town. Or: ausrufer announce status --as TOWN --by NAME
alert-promise-broken-advice = Say what is known, even if nothing is new: ausrufer set incident next_update="…" --by NAME, or set it for one town. Then: ausrufer announce status --as TOWN --by NAME
alert-it-or-posts = { $total ->
    [one] it
   *[other] { $total } posts
 }
alert-refused = { $announcement }: the platform refused to { $action ->
    [edit] edit
    [delete] delete
   *[publish] publish
 } { alert-it-or-posts } ({ reason-given }){ $words }. { alert-seen }
alert-refused-advice = { $action ->
        [edit] The program tries an edit that keeps a post current again by itself. If it follows from a correction, raise the edition of that correction. Or edit the post by hand.
        [delete] Delete the post by hand, and say so with its key from `history`: ausrufer resolve KEY --absent --by NAME. Or raise the edition of { $announcement } to try it again.
       *[publish] Change the facts or words and raise the edition. Or say it by hand, and settle it with `resolve`: its key is in `history`.
    }
alert-on-account = { $more ->
    [0] { $announcement } ({ $account })
    [one] { $announcement } ({ $account }) and { $more } more post
   *[other] { $announcement } ({ $account }) and { $more } more posts
 }
alert-unknown = { alert-on-account }: the outcome is unknown ({ answer-lost }){ $words }. The public may or may not see it
alert-unknown-advice = { $decides ->
        [program] The program keeps looking until it can read the account. If you see the post there: ausrufer resolve { $key } --posted URL --by NAME
       *[staff] Look at the account, then: ausrufer resolve { $key } --posted URL, or --absent, --by NAME
    }
alert-undone = { alert-on-account }: { $of ->
    [limit] a limit in `config.yaml` does not allow yet to { $action ->
        [edit] edit
        [delete] delete
       *[publish] publish
    } { alert-it-or-posts }
   *[platform] the platform does not { $action ->
        [edit] edit
        [delete] delete
       *[publish] publish
    } { alert-it-or-posts }
 } ({ reason-given }){ $words }. { $of ->
    [lost] The public may or may not see it
   *[other] { alert-seen }
 }
alert-undone-advice = { $of ->
        [limit] If it is urgent, raise the limit: that takes effect at once. Otherwise it is done as soon as the limit allows{ $action ->
            [edit] .
            [delete] .
           *[publish] , or expires if it is too old by then
        }
        [lost] The program looks for it, and sends it again only where it is not there. Look at the account before you say it by hand, and settle it with `resolve`: its key is in `history`
       *[platform] It is tried again. { $action ->
            [edit] If the wrong post is still there, edit it by hand: the program will notice.
            [delete] If the wrong post is still there, delete it by hand: the program will notice.
           *[publish] If it is urgent, say it by hand and settle it with `resolve`: its key is in `history`
        }
    }
alert-words = : "{ $words }"
alert-expired = { $announcement } did not go out in time: { $reason ->
        [none] too late
       *[other] { $reason }
    }
alert-expired-advice = If it must still be said, announce it again. Or raise its edition, and move an `until` that is too early.
alert-alone = { $did ->
    [rights] { $by } changes rights alone
   *[approved] { $by } approves texts alone
 }, { $about }: "{ $reason }"
alert-alone-advice = If that is not right: pause everything with `pause`, then ask who it was. The log of the console also says whether it came about.
alert-breaker = Nothing is sent to { $server }: { $reason }
alert-breaker-advice = One post tries again every few minutes. If it needs credit or a person at the platform, see to it now.
alert-stopped = { $more ->
    [0] { $account } is
    [one] { $account } and { $more } more account are
   *[other] { $account } and { $more } more accounts are
 } stopped: { $reason }
alert-stopped-advice = Put it right on the platform or in .env, then: ausrufer resume { $more ->
    [0] --account { $id } --by NAME
   *[other] --by NAME
 }
alert-paused = { $actions ->
    [one] { $by } paused { $scope }: { $actions } action waits
   *[other] { $by } paused { $scope }: { $actions } actions wait
 }{ $changes ->
    [0] { "" }
    [one] , { $changes } of them an edit or deletion of a post that is wrong
   *[other] , { $changes } of them edits and deletions of posts that are wrong
 }
alert-paused-advice = `resume` says what will go out before it does.
alert-live-open = { $during ->
    [sandbox] While everything goes to the sandbox, nobody works on the live incident { $incident }
    [another] The file is of another incident, and what was approved of { $incident } does not go out
   *[exercise] While the file is an exercise, nobody works on the live incident { $incident }
 }: { $waiting ->
    [one] { $waiting } action waits
   *[other] { $waiting } actions wait
 } (due: { $due }), unknown: { $unknown }
alert-live-open-advice = { $during ->
    [another] See it: `ausrufer history --incident { $incident }`. Was only the id of the incident changed? Put it back: `ausrufer set incident id={ $incident } --by NAME`. Otherwise announce in this incident what still holds.
    [sandbox] None of it is sent or looked for. It goes on once config.yaml says `sandbox: false` and the state file is live, with the id { $incident }.
   *[exercise] None of it is sent or looked for. See it: `ausrufer history --mode live --incident { $incident }`. It goes on once the file is live again: `ausrufer set incident id={ $incident } mode=live --by NAME`.
 }
alert-machines-differ = { $one } and { $other } work on one ledger with different files
alert-machines-differ-advice = Give both the same files, and `pause` everything until then. Otherwise the files of the machine that comes first decide what goes out, and whether it needs an approval.
alert-clock-wrong = { $message }
alert-clock-wrong-advice = { $advice }
alert-ledger-empty = { $message }
alert-ledger-empty-advice = { $advice }
alert-seen = { $action ->
        [edit] The public sees the old words
        [delete] The public still sees it
       *[publish] The public does not see it
    }
