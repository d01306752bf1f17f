### What an operator reads, in English. de.ftl has the same sentences with the same names: a test compares them.
### Indents, arrows and empty lines are added by the program.

## Counted things

actions = { $n ->
    [one] { $n } action
   *[other] { $n } actions
 }
accounts = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
 }
municipalities = { $n ->
    [one] { $n } municipality
   *[other] { $n } municipalities
 }
posts = { $n ->
    [one] { $n } post
   *[other] { $n } posts
 }
and-more = { $names } and { $n } more
rest-more = … and { $n } more
or = { $a } or { $b }

## Where something goes, and how seriously

target-draft = DRAFT { $sandbox ->
    [yes] in the sandbox on this machine
   *[no] for the real platforms
 }
target-exercise = EXERCISE { $sandbox ->
    [yes] in the sandbox on this machine
   *[no] on the real platforms
 }
target-live = LIVE { $sandbox ->
    [yes] in the sandbox on this machine
   *[no] on the real platforms
 }
nothing-of-draft = Nothing goes out: the incident is a draft.

## Why a command ends with 2

exit-staff = Exit status { $status }: { $reasons }.
staff-unapproved = { $n ->
    [one] { $n } text waits for approval
   *[other] { $n } texts wait for approval
 } ({ $names })
staff-held = { $n ->
    [one] { $n } text is held
   *[other] { $n } texts are held
 } ({ $names })
staff-refused = { $n } refused
staff-unknown = { $n } unknown

## Asking

nobody-confirms = Nobody is there to confirm
nobody-confirms-advice = Read what is shown above; then call it again with --yes.
nothing-changed = Nothing was changed.
ask-again = { $said }. Say it AGAIN?
ask-live = Go { $target }, and send { $actions }?
ask-write = Write this to the state file ({ $target })?
ask-send = Send { $actions }, { $target }?
ask-waiting = { $n ->
    [one] { $n } action waits for approval.
   *[other] { $n } actions wait for approval.
 }
ask-resume = Let { $scope } go on?
yes-or-no = [y/N]
said-already = { $announcement } said the same on the same accounts in the last minutes
said-already-advice = If it is meant, give the new announcement a name: --id ID
nothing-of = nothing of { $announcement } goes out

## A change

change-live = { $target }: the incident goes LIVE. Nothing is due yet.
change-silent = { $target }: nothing is posted because of this.
change-leaves = { $n ->
    [one] { $n } post of { $incident } stays published
   *[other] { $n } posts of { $incident } stay published
 }: under a new id nothing corrects or withdraws them, and every announcement in the file is said AGAIN. Empty `announcements:` first if this is another incident.
change-nothing = Nothing of { $announcement } goes out: { $because }.
change-written = { $what } is in { $file } now.
change-written-of = { $what } of { $who } is in { $file } now.
change-to-worker = It goes to the sandbox of `run`, and waits until that is running.
change-paused-all = Nothing goes out: { $by } paused { $scope }, { $time }. `resume` says what goes out then.
change-paused-some = { $stopped ->
    [one] { $stopped } of { $actions } does not go out
   *[other] { $stopped } of { $actions } do not go out
 }: { $by } paused { $scope }, { $time }. `resume` says what goes out then.

## Steps, as they are done. The first word is a column of ten letters.

step-stopped = STOPPED
step-breaker = BREAKER
step-breaker-opened = nothing more is sent to { $server } before { $time }: { $reason }
step-breaker-closed = posts are sent to { $server } again
step-found = found
step-found-words = it is published:
step-looked = looked
step-absent-words = not there yet:
step-unreadable-words = the account could not be read:
step-similar-words = something similar is published:
step-gone-words = the post to change is gone:
step-publish = posted
step-edit = changed
step-delete = deleted
step-refused = REFUSED
step-deferred = later
step-unknown = UNKNOWN
step-unknown-words = { $reason }; it is being looked for

## The board: what became of some posts

board-publish = { $done } of { $all } published
board-edit = { $done } of { $all } changed
board-delete = { $done } of { $all } deleted
board-gone = ({ $n } deleted since)
done-publish = published
done-edit = changed
done-delete = deleted
board-held = { $n } held: { $because }
board-waits = { $n ->
    [one] { $n } waits: { $because }
   *[other] { $n } wait: { $because }
 }
board-state = { $n } { $state }
row-held = held: { $because }
row-waits = waits: { $because }
nobody-knows = nobody knows why
worker-delivers = A worker is running: it delivers. Ctrl-C ends only this view.
state-sending = sending
state-waiting = waiting
state-posted = posted
state-refused = refused
state-unknown = unknown
state-expired = expired
state-superseded = superseded
because = { $code }

## The plan

plan-publish = { $n } to publish
plan-edit = { $n } to edit
plan-delete = { $n } to delete
plan-nothing-due = Nothing is due.
plan-counts = { $counts }.
plan-counts-later = { $counts } ({ $later } of them later).
plan-draft = { $target }: nothing goes out while the incident is a draft. If it were live: { $what }
plan-exercise = { $target }: every text carries the banner. { $what }
plan-live = { $target }: { $what }
plan-occurrence = { $id } of { $time }
plan-edition = { $id }, edition { $edition }
plan-upcoming = { $id }, next on { $time } · { $kind } · { $actions }, by the facts of now
plan-would-be-held = Would be held on { $account } ({ $language }): { $advice }
approval-none = No approval is needed.
approval-beforehand = Approved beforehand, as wording.
approval-to-beforehand = To approve its wording beforehand, whatever the facts are then:
approval-when-due = Its texts wait for approval when they are due: { $kind } is none of the kinds that are approved beforehand.
approved = Approved.
approved-by = Approved by { $names }.
approval-confirming = Confirming this approves it as { $name }.
approval-then-others = Then somebody else must approve: `plan` shows them the texts and the command.
approval-needed = { $missing } of { $all } wait for approval ({ $needed } needed).
approval-needed-given = { $missing } of { $all } wait for approval ({ $needed } needed, { $names } did).
approval-new-words = The kind is pre-approved, but { $n } have words that people wrote since.
approval-if-read = If you have read all of it:
your-name = YOUR-NAME
plan-group-publish = Post on { $n } { $channel } { $n ->
    [one] account
   *[other] accounts
 } ({ $language }, { $least } to { $most } of { $limit }){ $when }:
plan-group-edit = Change on { $n } { $channel } { $n ->
    [one] account
   *[other] accounts
 } ({ $language }, { $least } to { $most } of { $limit }){ $when }:
plan-local-more = … and { $n } more with words of their own: plan --all shows each
when-at = , at { $time }
when-between = , from { $from } to { $to }
when-now = now
plan-twice = LOOK AT THESE TWICE
odd-full = { $account } ({ $language }): its text has { $length } of { $limit } characters
odd-unlike = { $names }: worded unlike { $others } others of { $announcement }
odd-less = { $names }: says less than most of the { $of }: a fact is missing, or there was no room
plan-post-publish = Post on { $places }
plan-post-edit = Change { $target } on { $places }
plan-post-delete = Delete { $target } on { $places }
plan-thread = , as an answer to the post before
plan-after = , once { $key } is published
plan-in-german = in German:
plan-held = HELD, until somebody acts: { $n }
plan-held-on = { $announcement } on { $places }: { $because }
plan-outdated = { $n ->
    [one] OUTDATED: { $n } published post no longer matches the facts. The differences:
   *[other] OUTDATED: { $n } published posts no longer match the facts. The differences:
 }
plan-older = { $n ->
    [one] { $n } older post is superseded by newer ones on the same accounts.
   *[other] { $n } older posts are superseded by newer ones on the same accounts.
 }
plan-outdated-on = { $announcement } on { $places }
plan-outdated-more = and { $n } more (plan --json has all)
plan-outdated-advice = To say it again: set … --tell, or raise the edition. What was wrong from the start: announce correction.
outdated-says = says: { $text }
outdated-now = now:  { $text }
outdated-nothing-left = nothing is left to say of it
outdated-no-longer = this is no longer so
outdated-lacks = what it says is still right, but it lacks: { $text }
plan-warnings = WARNINGS
plan-cost = Cost: { $actions }, about ${ NUMBER($usd, minimumFractionDigits: 2, maximumFractionDigits: 2) }.

## Pause and resume

scope-everything = everything
scope-account = the account { $account }
scope-channel = the channel { $channel }
pause-unchecked = The files have mistakes (see `check`), so the account { $account } could not be checked: make sure that it is spelt right.
pause-only = { $n ->
    [one] Paused { $scope } in { $n } ledger ONLY: see above.
   *[other] Paused { $scope } in { $n } ledgers ONLY: see above.
 }
pause-already = Paused already: { $scope }, since { $time } (UTC) by { $by }.
paused = Paused { $scope }. Nothing more goes out there until `resume`; what is on its way is still looked for.
resume-only-approved = The files have mistakes (see `check`): only what was approved before goes out.
resume-retried = The account was stopped, and is tried again: { $reason }
resume-ended-all = Ended every pause.
resume-ended = Ended the pause of { $scope }.
resume-none = No such pause was on.
resume-still = It stays paused, because { $scope } is paused by { $by }.
resume-nothing-anywhere = Nothing that is approved is due on any account.
resume-nothing = Nothing that is approved is due on { $scope }.
resume-due = { $n ->
    [one] Once { $scope } goes on, { $n } post, edit or deletion goes out:
   *[other] Once { $scope } goes on, { $n } posts, edits and deletions go out:
 }
resume-group-publish = publish { $announcement }
resume-group-edit = edit { $announcement }
resume-group-delete = delete { $announcement }
resume-waiting = { $n ->
    [one] { $n } more waits for approval.
   *[other] { $n } more wait for approval.
 }

## What `--help` says

help-by = who you are
