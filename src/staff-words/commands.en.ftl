### What commands and the worker say, in English. commands.de.ftl has the same sentences with the same names: a test compares them.
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
staff-next-unapproved = what recurs next waits for approval ({ $names })
staff-held = { $n ->
    [one] { $n } text is held
   *[other] { $n } texts are held
 } ({ $names })
staff-refused = { $n } refused
staff-unknown = { $n } unknown
staff-undone = what is approved does not get out

## Asking

nothing-changed = Nothing was changed.
ask-again = { $said }. Say it AGAIN?
ask-live = { $n ->
    [0] Go { $target }?
   *[other] Go { $target }, and send { $actions }?
 }
ask-write = Write this to the state file ({ $target })?
ask-send = Send { $actions }, { $target }?
ask-waiting = { $n ->
    [one] { $n } action waits for approval.
   *[other] { $n } actions wait for approval.
 }
ask-resume = Let { $scope } go on?
yes-or-no = [y/N]
said-already = { $announcement } said the same on the same accounts in the last minutes
nothing-of = nothing of { $announcement } goes out

## A change

change-live = { $target }: the incident goes LIVE. Nothing is due yet.
change-silent = { $target }: nothing is posted because of this.
change-leaves = { $n ->
    [one] { $n } post of { $incident } stays published
   *[other] { $n } posts of { $incident } stay published
 }: under a new id nothing corrects or withdraws them, and every announcement in the file is said AGAIN. Empty `announcements:` first if this is another incident.
change-abandons = { $n ->
    [one] { $n } approved post of { $incident } waits: under a new id it does not go out
   *[other] { $n } approved posts of { $incident } wait: under a new id they do not go out
 }.
change-stops = { $n ->
    [one] One action of the live incident is still open
   *[other] { $n } actions of the live incident are still open
 }: until the file is `mode: live` again, nothing of it is posted, changed or deleted{ $mode ->
    [exercise] , and what is unknown is not looked for
   *[draft] { "" }
 }.
change-nothing = Nothing of { $announcement } goes out: { $because }.
change-loses-days = With the new policy or status these days are gone: { $facts }. If they hold for the new one too, type them again with `set`.
change-loses = This was said of the earlier number or address, and is no longer said with the new one: { $facts }. Whatever holds for the new one too, type it again with `set`.
change-written = { $what } is in { $file } now.
change-written-of = { $what } of { $who } is in { $file } now.
change-to-worker = It goes to the sandbox of `run`, and waits until that is running.
change-paused = { $waiting ->
    [0] Nothing goes out
   *[other] { $stopped ->
        [one] { $stopped } of { $actions } does not go out
       *[other] { $stopped } of { $actions } do not go out
    }
 }: { $by } paused { $scope }, { $time }. `resume` says what goes out then.

## Steps, as they are done. The first word is a column of ten letters.

step-stopped = STOPPED
step-parted = ACCOUNT
step-parted-words = { $account } was @{ $handle } until now: what was sent there stays there, and the right account publishes its own posts
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
step-unknown-words = { $reason }; { $decides ->
    [staff] please look at the account
   *[program] it is being looked for
}

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
board-still = Nothing has changed here for ten minutes: this view ends, the worker runs on. Its log says why nothing happens; `history` shows what becomes of it.
state-sending = sending
state-waiting = waiting
state-posted = posted
state-refused = refused
state-unknown = unknown
state-expired = expired
state-superseded = superseded
because = { $code ->
    [no-language] language missing (no-language)
    [no-sentence] sentence missing (no-sentence)
    [unsigned] not signed off (unsigned)
    [missing-translation] translation missing (missing-translation)
    [nothing-to-say] facts missing (nothing-to-say)
    [message-broken] own text broken (message-broken)
    [secret] secret in the text (secret)
    [too-long] too long (too-long)
    [facts-broken] mistake in the facts (facts-broken)
    [contradicts-facts] contradiction with the facts (contradicts-facts)
    [contradicts-others] contradiction with others (contradicts-others)
    [said-twice] said already (said-twice)
    [id-used] id already used (id-used)
    [not-confirmed] facts not confirmed (not-confirmed)
    [too-late] too late (too-late)
    [not-for-exercises] not for exercises (not-for-exercises)
    [no-credential] credentials missing (no-credential)
    [account-stopped] account stopped (account-stopped)
    [account-gone] account no longer in the file (account-gone)
    [nothing-to-correct] nothing to correct (nothing-to-correct)
    [says-the-same] nothing new (says-the-same)
    [original-unknown] original unknown (original-unknown)
    [own-words] original in own words (own-words)
    [not-put-right] facts not put right yet (not-put-right)
    [still-over] facts say that it is over (still-over)
    [older-file] older state file (older-file)
    [too-alike] too alike (too-alike)
    [not-in-file] not in the state file any more (not-in-file)
   *[other] { $code }
 }

## The plan

plan-publish = { $n } to publish
plan-edit = { $n } to edit
plan-delete = { $n } to delete
plan-counts = { $counts ->
    [none] Nothing is due.
   *[other] { $later ->
        [0] { $counts }.
       *[other] { $counts } ({ $later } of them later).
    }
 }
plan-paused-all = PAUSED. { $what }
plan-paused-some = { $what } PAUSED of these: { $n }.
plan-draft = { $target }: nothing goes out while the incident is a draft. If it were live: { $what }
plan-exercise = { $target }: every text carries the banner. { $what }
plan-live = { $target }: { $what }
plan-occurrence = { $id } of { $time }
plan-edition = { $id }, edition { $edition }
kind = { $kind }
plan-upcoming = { $id }, next on { $time } · { $kind } · { $actions }, by the current facts
plan-nothing-new = Would not be said: the newest post says the same, times apart.
plan-would-be-held = Would be held on { $account } ({ $language }): { $advice }
approval-none = No approval is needed.
approval-beforehand = Approved beforehand, as wording.
approval-to-beforehand = To approve its wording beforehand, whatever the facts are then:
approval-when-due = Its texts wait for approval when they are due: { $kind } is none of the kinds that are approved beforehand.
approved = Approved.
approved-by = Approved by { $names }.
approval-confirming = This command approves it as { $name }.
approval-then-others = Then somebody else must approve: `plan` shows them the texts and the command.
approval-needed = { $missing } of { $all } { $missing ->
    [one] waits
   *[other] wait
 } for approval ({ $needed } needed).
approval-needed-given = { $missing } of { $all } { $missing ->
    [one] waits
   *[other] wait
 } for approval ({ $needed } needed, { $names } did).
approval-new-words = The kind is pre-approved, but { $n } { $n ->
    [one] has
   *[other] have
 } words that people wrote since.
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
plan-local-more = … and { $n } more with other details: ausrufer plan --all shows each
when-at = , on { $time }
when-between = , from { $from } to { $to }
when-now = now
plan-twice = LOOK AT THESE TWICE
odd-unlike = { $names }: worded unlike { $others } { $others ->
    [one] other
   *[other] others
 } of { $announcement }
odd-less = { $names }: says less than most of the { $of }, because a fact is missing or there was no room
plan-post-publish = Post on { $places }
plan-post-edit = Change { $target } on { $places }
plan-post-delete = Delete { $target } on { $places }
plan-thread = , as an answer to the post before
plan-after = , once { $key } is published
plan-in-german = in German:
no-room = Left out for want of room: { $what }
no-room-for = { $some ->
    [yes] “{ $words }” ({ $n } of { $all })
   *[no] “{ $words }”
 }
shorter = Shorter for want of room: { $what }
shorter-for = { $some ->
    [yes] “{ $shown }” instead of “{ $words }” ({ $n } of { $all })
   *[no] “{ $shown }” instead of “{ $words }”
 }
plan-held = HELD, until somebody acts: { $n }
plan-idle = NOT SAID HERE, nothing to do: { $n }
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
plan-outdated-more = and { $n } more (ausrufer plan --json has all)
plan-outdated-advice = To say it again: raise the edition, or ausrufer set … --tell. Where an all-clear did not go out: raise its edition instead. Where account, server or language are no longer in the files: delete it by hand, then ausrufer resolve KEY --absent --by NAME. What recurs is right by itself next time. What was wrong from the start: ausrufer announce correction …
plan-outdated-others-advice = What the facts of others contradict: bring these up to date, or leave the others out of `about` and raise the edition. Or take it back: ausrufer announce retraction --withdraws { $announcement } --by NAME
    .on-page = If these facts are wrong, change them under [Towns](/staedte). If they are right, you can withdraw the posts.
plan-outdated-too-long-advice = What is too long: first shorten the words of your own in the facts, then raise the edition.
    .on-page = Shorten the words of your own in the facts under [Towns](/staedte). Then you can say it again.
plan-outdated-clear-advice = All-clear: if it has failed again, announce the outage. If it was never over: ausrufer announce retraction --withdraws { $announcement } --by NAME
    .on-page = If it has failed again, [report the outage](/melden/outage). If it was never over, withdraw the all-clear.
outdated-says = says: { $text }
outdated-now = now:  { $text }
outdated-too-long = What it would say today is too long for the account: { $length } of { $limit } characters{ $unbannered ->
        [none] { "" }
       *[other] , without the exercise banner { $unbannered }
    }. The text: "{ $text }"
outdated-nothing-left = Nothing is left to say of it.
outdated-denied = By the facts it is not over yet.
outdated-denied-by = The facts of { $names } contradict this text.
outdated-others = The facts of { $names } say otherwise.
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
pause-unworked = No worker uses these ledgers now. If one works with a database, it goes on: set DATABASE_URL in .env to it, and pause again.
resume-only = { $n ->
    [one] Ended the pause of { $scope } in { $n } ledger ONLY: see above.
   *[other] Ended the pause of { $scope } in { $n } ledgers ONLY: see above.
 }
resume-only-approved = What would go out now cannot be said: the files have mistakes, or the ledger is of an earlier version (see `check`). Then only what was approved before goes out.
resume-retried = { $account } was stopped, and is tried again: { $reason }
resume-ended = { $of ->
    [everything] Ended every pause.
   *[other] Ended the pause of { $scope }.
 }
resume-none = No such pause was on.
resume-still = It stays paused, because { $scope } is paused by { $by }.
resume-due = { $n ->
    [0] { $of ->
        [everything] Nothing that is approved is due on any account.
       *[other] Nothing that is approved is due on { $scope }.
    }
    [one] Once { $scope } goes on, { $n } post, edit or deletion goes out:
   *[other] Once { $scope } goes on, { $n } posts, edits and deletions go out:
 }
resume-group-publish = publish { $announcement }
resume-group-edit = edit { $announcement }
resume-group-delete = delete { $announcement }
resume-later = { $n ->
    [one] One action follows later.
   *[other] { $n } actions follow later.
 }
resume-waiting = { $n ->
    [one] One action waits for approval.
   *[other] { $n } actions wait for approval.
 }

## What `--help` says

help-by = who you are

## Names

town = TOWN
not-given = not given
language-de-simple = German in easy language
## What the worker prints

log-corrected = The files can be read again.
log-broken = Nothing new is planned until this is corrected. Approved posts still go out.
log-planned = { $due } due, { $held } held, { $outdated } outdated. `plan` shows them.
log-in-use = A command is using the ledger: the worker goes on when it is done.
log-clock-jumped = The clock jumped { $n } { $unit ->
        [s] s
        [min] min
        [h] h
       *[days] { $n ->
            [one] day
           *[other] days
        }
    } { $to ->
        [ahead] ahead
       *[back] back
    }, and the platforms say that it is right now.
log-not-accepted = The webhook does not accept the alerts ({ $because }): they are sent again, and no ping is sent.
log-sandbox = Everything goes to the sandbox on this machine: { $address }
log-adopted = Read the accounts: { $published ->
    [one] { $published } post
   *[other] { $published } posts
 } taken over; { $similar } held, because something similar is there; { $unread } on accounts that could not be read.
log-held = held
log-similar = { $key }: something like it is there. Look, then: ausrufer resolve { $key } --posted URL, or --absent, --by NAME
log-similar-at = { $key }: something like it is there at { $url }. Look, then: ausrufer resolve { $key } --posted URL, or --absent, --by NAME
log-started = Running since { $time }. State file: { $file }. Health: { $health }
log-console = Console: { $origin }
log-stopped = Stopped. What was on its way is settled; the rest waits in the ledger.
log-stopped-target = Stopped: { $target }. What was on its way is settled; the rest waits in the ledger.
session-runs = The worker runs { $target }, { $municipalities } with { $accounts }.
session-changed = The worker now runs { $target }, { $municipalities } with { $accounts }.
session-again = The session was opened again.
session-mode = The mode is { $now }, it was { $before }.
session-sandbox = sandbox is now { $now }.
session-edited = Changed: { $names }.
session-environment = .env or the environment

## History, facts, names, translations, drill, check

history-none = nothing has been planned or posted yet
history-no-mode = The files do not say in which mode
history-guessed = The files have mistakes (see `check`): everything in { $ledgers } is shown.
history-no-ledger = no ledger
history-gone = , gone since { $time }
history-edited = , changed since
history-deletes = deletes { $target }
history-says-now = says now:
history-approved = approved { $time } by { $name }
history-approved-wording = approved as wording by { $name }
history-replaced = replaced by { $key }
history-planned-until = planned until { $time }, never sent:
history-planned-void = { $n ->
    [one] planned until { $time }, never sent ({ $n } approval void):
   *[other] planned until { $time }, never sent ({ $n } approvals void):
 }
history-the-deletion = the deletion
history-transition = { $time } { $from } to { $to }: { $why }
action-publish = publish
action-edit = edit
action-delete = delete
facts-prepared = from { $who }, prepared in municipalities.yaml
facts-from = from { $who } in { $file }
facts-now = What is true for { $town } now:
facts-who = WHO
facts-language = LANGUAGE
facts-settable = What can be set: ausrufer set { $who } PATH=VALUE --by NAME. `null` as the value clears it; `now` is the present minute.
facts-incident = What can be set of the incident itself: ausrufer set incident PATH=VALUE --by NAME
facts-services = The ID of a service is one of: { $ids }.
facts-contacts = The ID of a contact is any name that you give it, such as hotline. LANGUAGE is one of: { $languages }.
who-municipalities = { $municipalities }: the first word is the id for --as, --about, --municipality and `set`.
who-accounts = { $accounts }: the first word is the id for --account.
who-words = Words for several municipalities at once:
who-all = every municipality
who-part-of = all that are part of { $district }
who-in = in { $district }
sentences = { $n ->
    [one] { $n } sentence
   *[other] { $n } sentences
 }
translation-state = { $n } { $state ->
    [missing] missing
    [stale] stale
    [unsigned] unsigned
   *[signed] signed
 }
translations-more = Only signed sentences are sent live. `ausrufer translations LANGUAGE` shows the others.
translation-missing = MISSING: { $n }
translation-stale = STALE, as the German was changed since it was signed: { $n }
translation-unsigned = UNSIGNED: { $n }
translation-stale-one = { $id }, translated by { $translator }, read by { $reader }, { $date }. The German of today:
translation-its = Its translation:
translation-all-signed = All { $n } sentences of { $language } are signed.
translation-to-sign = Once two people have read them: ausrufer translations { $language } --sign SENTENCE --translator NAME --by NAME
import-changed = { $sentences } of { $file } changed.
import-changed-ids = { $sentences } of { $file } changed: { $ids }.
import-fuzzy = Left alone, as they are marked as not done: { $ids }.
import-refused = { $n ->
    [one] { $n } sentence was refused.
   *[other] { $n } sentences were refused.
 }
import-to-sign = Two people read and sign them: ausrufer translations { $language } --sign SENTENCE
signed = { $sentences } of { $language } signed.
exported = { $sentences } written to { $file }.
drill-begins = A drill: { $municipalities } with { $accounts }, all in the sandbox on this machine. Nothing leaves it.
drill-done = … { $n } done
drill-difference = DIFFERENCE on { $account }: { $post } is not published as the ledger says
drill-same = The timelines of the sandbox hold exactly what the ledger says.
drill-differ = The timelines differ from the ledger.
drill-were-at = The timelines were at { $address } (without --exit they stay there to be read).
drill-read = Read the timelines as followers would: { $address }
drill-practise = Practise in the console yourself. Nothing of it becomes public: { $address }
drill-end = Ctrl-C ends the drill.
drill-time = time
drill-posted = posted
drill-changed = changed
drill-deleted = deleted
drill-newly-held = newly held
drill-still-due = still due
drill-in-all = in all
drill-not-done = Not carried out: { $states }.
drill-all-done = Everything was carried out.
connect-open = { $account }: open this page of { $platform }. Sign in there as @{ $handle }, not with the account of another town, and agree:
connect-code = Code that { $platform } then shows:
connect-done = { $account } is connected: @{ $handle } on { $platform }. Its token is in .env; a worker that runs uses it from its next round on.
connect-rest = The accounts after it have not been connected yet. Continue with: ausrufer connect { $rest }
secrets-ask-rotate = Revoke the token of { $account }, and get another at once? Nothing goes out on this account until it is connected again.
secrets-ask-revoke = Revoke the token of { $account }? Nothing goes out on this account then until it is connected again.
secrets-revoked = The token that { $account } had is revoked.
secrets-unknown = { $platform } does not know the old token of { $account }, or no longer. If it was made for another app, it may still be valid there: sign in as this account, and withdraw the consent: { $page }
secrets-by-hand = The old token of { $account } is still valid: on { $platform } only the owner of the account can revoke it. Sign in as this account, and withdraw the consent: { $page }
connect-has-token = connected
connect-lacks-token = not connected
connect-sandbox = sandbox: true, so none of them is needed: in the sandbox no account needs a token.
check-sandbox = sandbox: true, so there is no platform to ask.
check-warnings = Warnings:
check-mistakes = { $n ->
    [0] No mistakes
    [one] { $n } mistake
   *[other] { $n } mistakes
 }. { $municipalities } with { $accounts }; incident { $incident }, { $target }, with { $announcements ->
    [one] { $announcements } announcement
   *[other] { $announcements } announcements
 }; { $proven } of { $all } combinations of kind, account and language fit, exercise banner included.
check-messages = The program's own sentences apply ({ $folder }), because you have no folder `messages` here.
check-silent = { $n ->
    [one] This municipality has no account, so it says nothing itself: { $names }. An announcement that speaks for it names it in `about`.
   *[other] These municipalities have no account, so they say nothing themselves: { $names }. An announcement that speaks for them names them in `about`.
 }
check-untranslated = { $n ->
    [one] { $n } combination has no words in its language yet: it would be held.
   *[other] { $n } combinations have no words in their language yet: they would be held.
 }
check-would-be-held = { $announcement } on { $account } ({ $language }): would be held
texts = { $n ->
    [one] { $n } text
   *[other] { $n } texts
 }
approve-older-file = { $by } approved that the state file says again what an older version said.
approve-wording = { $by } approved the wording of every { $of }, as the messages and the facts are now.
approve-texts = { $by } approved { $texts } of { $of }.
approve-missing = { $n ->
    [one] { $n } text waits for another approval, by somebody other than { $others }.
   *[other] { $n } texts wait for another approval, by somebody other than { $others }.
 }
resolved = { $as ->
    [posted] { $key } is at { $url }, says { $by }.
    [gone] { $key } is deleted, says { $by }.
    [superseded] { $key } is not there, says { $by }. It is not sent any more: { $reason }.
   *[again] { $key } is not there, says { $by }: it will be sent again.
 }
a-bug = Ausrufer has a bug, please report it.
output-unwritten = error: the output could not be written ({ $error })
typed-unknown-option = error: unknown option '{ $word }'
typed-unknown-command = error: unknown command '{ $word }'
typed-missing-argument = error: missing required argument '{ $word }'
typed-empty-option = error: option '{ $word }' argument missing
typed-missing-option = error: required option '{ $word }' not specified
typed-twice = error: option '{ $word }' is typed twice
typed-too-many = error: too many arguments: { $word }
typed-conflict = error: option '{ $word }' cannot be used with option '{ $other }'
typed-invalid = error: '{ $word }' is invalid for '{ $other }'. { $why }
typed-choices = Allowed choices are { $words }.
typed-meant = (Did you mean { $words }?)
typed-dash = `{ $word }` begins with a dash that a word processor made of two hyphens. Type: { $right }
typed-quotes = `{ $word }` has quotation marks of a word processor, which the shell takes for letters. Type straight ones: "…"
typed-as = After --as comes one word: the id of a town or group (`ausrufer who` lists them), several with commas and no blanks. Not: { $words }
help-init = Makes the files of a region of your own, for the sandbox, with the draft of an incident. Overwrites nothing.
help-init-dir = the new folder
help-init-from = table of the municipalities (CSV from a spreadsheet, UTF-8), one in each row (default: an example town).
help-init-channel = { $id } (handle on { $name })
help-init-columns = The first row names the columns, in any order: id (stays for ever: neustadt), name (in German), name_en, name_pl … (name in another language), kind (stadt, gemeinde, kreis or zweckverband), ags (official municipality key, with its leading zero), part_of (id of the district), languages (with blanks: "de en"; default de), speaks_for (about whom it speaks besides itself: ids, with blanks), info_url (page with information), desk (where to go for what is urgent, as its sign names it), emergency_phone, emergency_hours, emergency_verified_by (a number that works without the town hall, its hours, and who checked it), { $channels }, server (address of the Mastodon server). Needed are id, name and kind; except for a zweckverband also ags.
init-written = Made in { $dir }: { $files }, with their JSON Schemas. { $municipalities } with { $accounts }; everything goes to the sandbox.
init-next = Continue with: ausrufer check, then ausrufer drill --own
init-secrets = The sandbox needs no credentials. To go live, these lines belong into .env, each with its value; `ausrufer connect` writes those of the accounts:
help-check = Validates every file, credential and message; proves that every kind of announcement fits every account.
help-ready = Says whether all would work tonight, and what needs somebody. Also asks the platforms. Changes nothing.
ready-head = Would all work tonight? Asked on { $time } (incident { $incident }, mode: { $mode }):
ready-answer-yes = ✓ yes
ready-answer-no = ✗ no
ready-answer-unknown = ? open
ready-towns = About: { $towns }.
ready-exercise = Exercise: one is on ({ $names }). Of a real incident nothing would go out.
ready-exercise-advice = When it is over, write a new incident with mode: draft into the state file, and ask again.
ready-no-mistakes = Files and credentials: no mistakes.
ready-mistakes = Files and credentials: { $n ->
    [one] one mistake
   *[other] { $n } mistakes
 }.
ready-mistakes-advice = ausrufer check --online names each, and what to do.
ready-warnings = Files and credentials: { $n ->
    [one] one warning
   *[other] { $n } warnings
 }.
ready-warnings-advice = ausrufer check --online names each, and what to do.
ready-asked = Platforms: asked about { $n ->
    [one] one account
   *[other] { $n } accounts
 }.
ready-sandbox = Platforms: sandbox: true. Everything would go to the sandbox, and nobody would read it.
ready-sandbox-advice = Write sandbox: false into config.yaml, connect the accounts (`ausrufer connect`), and ask again. As long as the state file says mode: draft, nothing is posted.
ready-accounts = Accounts: none is paused, rejected by its platform or without credentials.
ready-accounts-out = Accounts: on { $n ->
    [one] one
   *[other] { $n }
 } the program cannot post now.
ready-accounts-out-advice = ausrufer who --now names each, and why.
ready-no-approvals = Approvals: none is needed.
ready-approved = Approvals: the wording is approved beforehand: { $names }.
ready-not-approved = Approvals: the wording lacks its approval beforehand, so at night these wait: { $names }.
ready-not-approved-advice = ausrufer approve { $first } --standing --by NAME
ready-wording-changed = Approvals: the wording was changed since it was approved, or a language was added, so at night these wait: { $names }.
ready-wording-changed-advice = ausrufer approve { $first } --standing --by NAME
ready-new-words = Approvals: free words in the facts that nobody approved: { $n }. What contains them waits at night.
ready-new-words-advice = ausrufer approve { $first } --standing --by NAME shows them.
ready-none-pre-approved = Approvals: no kind is approved beforehand, so at night every announcement waits. Approvals needed: { $n }.
ready-none-pre-approved-advice = If that is meant, somebody has to approve at night. Otherwise name the kinds under `approvals: standing` in config.yaml.
ready-worker = Worker: it last worked on { $time }.
ready-worker-silent = Worker: it has not worked since { $time }.
ready-worker-silent-advice = Read what it prints, and start it again: ausrufer run
ready-no-worker = Worker: none runs on this ledger.
ready-no-worker-advice = Start it so that it is started again when it ends: ausrufer run
ready-worker-idle = Worker: one runs on this ledger, but has not worked yet.
ready-worker-idle-advice = Read what it prints: it may refuse to begin.
ready-lasting-alerts = Alerts that last: { $n }. { $names }
ready-lasting-alerts-advice = docs/errors.md says of each what to do.
ready-told = Alerts: one was last taken on { $time }. Whether the address that is configured now takes one is not known.
ready-told-advice = Try it: a mistake in the state file, while it is a draft, must arrive there.
ready-never-told = Alerts: a webhook is configured, but no alert ever arrived there.
ready-never-told-advice = Try it: a mistake in the state file, while it is a draft, must arrive there.
ready-untold = Alerts: not accepted yet: { $n }, the oldest from { $time }.
ready-untold-advice = Look whether the worker runs, and where ALERTS_WEBHOOK leads.
ready-no-webhook = Alerts: no webhook is configured, so at night nobody hears that there is something to do.
ready-no-webhook-advice = Write ALERTS_WEBHOOK into .env.
ready-ping = Sign of life: an address is configured. Whether it is heard there is not known.
ready-ping-advice = Look there when the last one arrived.
ready-no-ping = Sign of life: no address is configured, so nobody hears when the worker falls silent.
ready-no-ping-advice = Write ALERTS_PING into .env.
ready-approvers = Console: { $n ->
    [one] one person
   *[other] { $n } people
 } can approve. Who is on duty tonight only you know.
ready-few-approvers = Console: too few people can sign in and approve. Needed for each municipality: { $n }.
ready-few-approvers-advice = ausrufer people shows what each may do; ausrufer people invite NAME --role approver=ID invites somebody.
ready-no-console = Console: none. Only somebody at this machine can approve.
ready-no-console-advice = If that is not meant, set it up with `console` in config.yaml.
ready-translated = Translations: all sentences in the languages of the accounts are signed.
ready-unsigned = Translations: sentences are missing, or nobody signed them as they are, so they do not go out: { $names }.
ready-unsigned-advice = ausrufer translations { $first } shows them.
ready-desks = Desks: every municipality names one for what is urgent.
ready-no-desk = Desks: { $n ->
    [one] one municipality names
   *[other] { $n } municipalities name
 } none for what is urgent.
ready-no-desk-advice = Write it as `facts: instruction` into municipalities.yaml.
ready-numbers = Numbers: every municipality names one.
ready-no-number = Numbers: { $n ->
    [one] one municipality names
   *[other] { $n } municipalities name
 } none.
ready-no-number-advice = Needed only where one works without the town hall: as `facts: contacts` in municipalities.yaml.
ready-pages = Pages: every municipality names one with information.
ready-no-page = Pages: { $n ->
    [one] one municipality names
   *[other] { $n } municipalities name
 } none with information.
ready-no-page-advice = If there is one that works without the town hall, write it as `info_url` into municipalities.yaml.
ready-credit = Credit: the program does not know how much is left on { $names }.
ready-credit-advice = Look there, also whether it is recharged automatically.
ready-all = All would work tonight, as far as the program knows. Of backups it knows nothing.
ready-needed = { $n ->
    [one] One point needs
   *[other] { $n } points need
 } somebody today. Of backups the program knows nothing.
help-plan = Shows what would go out now, where, in which words; what is held and why; what is outdated. Changes nothing.
help-approve = Approves exactly the texts with this digest, as `plan` shows them.
help-run = The worker: posts what is approved and due, and goes on doing so.
help-announce = Adds an announcement to the state file, shows what goes out, and delivers it once you confirm.
help-set = Writes facts into the state file, as confirmed now.
help-facts = Lists what `set` can set, with the allowed values, and for a town what is set now and where.
help-who-now = the accounts only: whether the program can post there now, and if not, why
help-who = Lists towns, groups and accounts, with the ids that other commands take.
help-translations = Shows which sentences are missing, unsigned or stale; exports, imports and signs them.
help-history = Shows what happened to every post: where, when, in which words, who approved it, what became of it.
help-resolve = Settles what only a person can know: whether an unknown post is on the account.
help-pause = Holds everything that is not yet on the wire, at once. Works whatever mistakes the files have.
help-resume = Ends a pause, and starts stopped accounts again. First says what is due.
help-connect = Connects accounts by their consent on the platform (OAuth), and writes their tokens into .env. Without an account: shows which are connected.
help-secrets = Replaces the token of an account by another (rotate), or revokes it (revoke) and takes it out of .env.
help-drill = Plays an example incident against the built-in sandbox, on a clock of its own. Reaches no real account.
help-ausrufer = Tells the public, on every municipality's own { $channels } account, what one shared incident state file says.
help-channels-and = { " and " }
help-example = Example:
help-for-all = Every command also takes --config, --messages, --state, --data and --lang: see ausrufer --help
help-exit-status = Exit status: 0 done · 1 a mistake was found: what the lines name was not done · 2 staff are needed
help-title = { $title }:
help-usage-options = [options]
help-usage-command = [command]
help-help = display help for command
help-choices = choices:
help-default = default:
help-after-error = (ausrufer COMMAND --help explains)
help-config = folder of config.yaml, municipalities.yaml and services.yaml (default: config)
help-messages = folder of the messages (default: messages)
help-state = the incident state file: a path or an https address (default: incident.yaml in the config folder)
help-data = folder of the ledgers (default: data; DATABASE_URL for PostgreSQL)
help-lang = language of the program (default: LC_ALL or LANG, then language: in config.yaml, else de)
help-announce-kind = what kind of announcement
help-announce-as = who says it: municipalities, groups, all, towns-of/ID; several with commas
help-announce-about = about whom, if not about itself
help-announce-id = its id (default: made from kind and who)
help-announce-text = own words, in the first language; for others LANGUAGE=words, repeated
help-announce-what = for a correction: what was wrong, without repeating it; LANGUAGE=words for others
help-announce-corrects = the announcement that it corrects
help-announce-withdraws = the announcement that it withdraws
help-announce-updates = the announcement that it updates
help-announce-contact = the contact that it gives
help-announce-services = the services that it is about, with commas
help-announce-reach = the ways that work again, with commas: phone,website
help-announce-at = not before: "2023-10-30 06:30"
help-announce-every = again and again: "0 8,16 * * 1-5" is 8:00 and 16:00, Monday to Friday
help-announce-until = never after
help-yes = do not ask: what is shown goes out
help-set-yes = do not ask: the fact is written, and the texts go out that it sets free or that --tell says again
help-approve-announcement = id of the announcement; with --standing a kind
help-approve-digest = the digest that `plan` shows, to the last character
help-approve-standing = approve the wording of a kind beforehand
help-approve-older-file = confirm that the state file is meant to say again what an older version said
help-check-online = also ask each platform whose credential it is, what it may do, and how long texts may be
help-drill-from = folder with the versions of a state file (default: drill in the config folder)
help-drill-own = play a day with your own municipalities that begins now: outage, status, all-clear
help-drill-exit = end by itself instead of keeping the timelines open
help-secrets-action = what happens to the token
help-secrets-account = id of the account
help-secrets-yes = do not ask
help-connect-account = ids of accounts, one after the other
help-facts-town = also what is set for this municipality, a group or all now, and where it comes from
help-json = for programs
help-history-all = every post in full: its words, who approved it, everything that happened to it
help-history-csv = for a spreadsheet
help-history-key = only this post, in full
help-history-mode = the other ledger: that of the exercise, or live
help-history-municipality = only this municipality
help-history-announcement = only this announcement
help-history-incident = an earlier incident (default: the one in the state file)
help-account = only this account
help-channel = only this channel
help-plan-all = every post by itself, instead of texts grouped by what they have in common
help-plan-now = as if it were this time: 2023-10-30T06:30:00+01:00
help-resolve-key = the key that `history` shows
help-resolve-posted = the post is there
help-resolve-absent = the post is not there: send it again
help-resolve-mode = where both have the key: the exercise, or live
help-run-once = a single round: until nothing more can be done now
help-run-by = who has it adopt: so says the log of the console
help-run-adopt = the ledger was lost: read the accounts first, and take over what is there
help-set-who = a municipality, a group, all; or incident for mode, phase and next_update
help-set-path = facts: reach.phone=down, contacts.hotline.phone="+49 221 4710119", instruction.de="…"; null clears
help-set-tell = say again what this makes outdated there: raises the edition of those announcements
help-translations-language = shows every sentence of this language that is not signed
help-translations-export = writes the sentences into a new PO file, for an agency
help-translations-import = takes over the sentences of a PO file
help-translations-sign = two people vouch for these sentences; without any, for all that are open
help-translations-translator = who translated them
help-translations-by = who read them against the German
help-migrate-ledger = Moves a ledger, or the people of the console, between a file and PostgreSQL, and checks every table by count and digest.
help-migrate-ledger-from = a file, postgres://…, or DATABASE_URL for the address in .env
help-migrate-ledger-to = the same: an empty place
help-migrate-ledger-ledger = which ledger of a database, or people (default: the one that the file is named after)
fingerprint-rows = rows
ledger-migrated = Moved { $from } to { $to }. The old place is not used any more.
help-archive = Moves what the ledger has of an earlier incident into a file, checked by count and digest.
help-archive-incident = the id of an incident that is over, as `history --incident` takes it
archived = Moved { $incident } from the ledger to { $file }.
archived-earlier = Earlier incidents are no longer in the ledger, but in { $files }.

## People of the console

help-people = Who may sign in to the console, and what each may do.
help-people-action = what to do
help-people-name = the name of the person, as colleagues read it
help-people-role = every role that the person is to have, everywhere, or as writer=hemer in one place or group
help-people-reason = why you do it alone, where a second admin would have to confirm it: everyone is told
help-audit = Proves that nobody changed the log of the console, and that the signatures of approvals hold.
help-audit-action = verify
help-audit-file = a log that was downloaded as CSV
people-none = Nobody has access to the console yet. The first: ausrufer people invite NAME --role admin
people-invited = { $name } is invited until { $time }. The link lets one person in, once: pass it on by a way that you trust.
people-told = Everyone is told, and the log of the console says why.
people-rights = { $name } has these rights now: { $rights }
people-removed = { $name } has no access any more.
people-approvals-end = The approvals that { $name } gave for anything that has not gone out yet no longer count.
people-sessions-ended = { $n ->
    [0] { $name } was not signed in.
    [one] Ended the session of { $name }.
   *[other] Ended { $n } sessions of { $name }.
 }
people-passkeys = { $n ->
    [0] no passkey
    [one] 1 passkey
   *[other] { $n } passkeys
 }
people-second-way = passphrase and code
people-sessions = { $n ->
    [0] not signed in
    [one] signed in
   *[other] signed in { $n } times
 }
people-waits = Waits for a second admin since { $time }: { $name } is to have { $rights }, asked by { $by }
audit-whole = The log is whole: { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
 }, { $signatures ->
    [one] { $signatures } signature
   *[other] { $signatures } signatures
 }. The last line has the hash { $hash }
audit-alone = There is no log of the console here to compare it with: by itself the file is whole.
