### What the console says, in English. console.de.ftl has the same sentences with the same names: a test compares them.

## The frame of every page

console-skip = Skip to content
console-mode-draft = DRAFT
console-mode-exercise = EXERCISE
console-mode-live = LIVE
console-mode-practice = PRACTICE
console-mode-broken = MISTAKES IN THE FILES
console-mode-unread = STATE FILE CANNOT BE READ
console-mode-draft-means = { $sandbox ->
    [yes] Nothing goes out, not even to the sandbox.
   *[no] Nothing goes out.
 }
console-mode-exercise-means = { $sandbox ->
    [yes] Everything stays on this machine. Nothing becomes public.
   *[no] On the real platforms, with an exercise banner in each text.
 }
console-mode-live-means = { $sandbox ->
    [yes] In the sandbox on this machine. Nothing becomes public.
   *[no] Everyone reads what is published here.
 }
console-mode-broken-means = { $sandbox ->
    [yes] Nothing new is planned until they are mended. Nothing becomes public.
   *[no] Nothing new is planned until they are mended.
 }
console-mode-unread-means = { $sandbox ->
    [yes] Nothing new is planned until it can be read. Nothing becomes public.
   *[no] Nothing new is planned until it can be read.
 }
console-timelines = See the posts
console-nav = Main navigation
console-nav-situation = Situation
console-nav-posts = Posts
console-nav-towns = Towns
console-nav-more = More
console-nav-stop = Pause
console-other-language = Deutsch
console-back = To the situation
console-look = View
console-signed-in = Signed in: { $name }
console-practitioner = Press desk (exercise)
console-not-allowed = You have no right to do this.
console-not-allowed-advice = Ask somebody who has it, or an admin for it.
console-not-possible = This is not possible

## Situation

console-situation = Situation
console-broken = There is a mistake in the files that the texts are made from: nothing new can be said now.
console-broken-advice = If somebody has just edited the state file, they take their change back. If not, call the operator of the program, and read out what is below. What is approved still goes out; you can pause it.
console-unread = The state file cannot be read now: nothing new can be said.
console-unread-advice = Load the page again in a moment. If it stays so, call the operator of the program, and read out what is below. What is approved still goes out; you can pause it. What went out is under [Posts](/beitraege).
console-fault = The program could not do that now, or not all of it.
console-fault-advice = First look at the [situation](/), what still waits; nothing goes out twice. Then try once more. If it stays so, call the operator of the program, and read out what is below.
console-elsewhere = The console accepts nothing from the address that the browser shows: open { $origin }
console-too-much = That is too much at once, and none of it was taken. Go back, and shorten the text.
console-disk-full = The disk of the machine is full. What you wanted to do was not done, or only in part.
console-disk-full-advice = Call the operator: the machine needs room on its disk. Until there is room, nothing new goes out. Then look at the [situation](/) and try again; nothing goes out twice.
console-broken-where = { $n ->
    [one] The mistake, for the person who repairs it
   *[other] The { $n } mistakes, for the person who repairs them
 }
console-need-broken = The facts of { $name } have a mistake: this municipality says nothing new.
console-need-broken-advice = If somebody has just edited the state file, they take their change back. If not, call the operator of the program.
console-nothing-said = { $mode ->
    [exercise] Nothing has been published yet in this exercise. What went out in a real incident is not listed here.
   *[other] Nothing has been published yet.
 }
console-published = { $n ->
    [one] { $n } post is published.
   *[other] { $n } posts are published.
 }
console-no-promise = No next update is announced.
console-promise = Next update:
console-promise-late = Next update overdue since
console-needs = Waiting for you ({ $n })
console-needs-nothing = Nothing is waiting for you.
console-tasks = What would you like to do?
console-tasks-none = You may view and pause here. If you are to report or approve something, ask an admin for the right.
console-task-outage = Report an outage
console-task-outage-means = The first word: what is down and what to do
console-task-status = Give the status
console-task-status-means = Once now or every day
console-task-restoration = Something works again
console-task-restoration-means = A service, the phones, the website
console-task-correction = Correct a mistake
console-task-correction-means = A number, a time, a fact
console-task-all-clear = All-clear
console-task-all-clear-means = It is over
console-kind = { $kind ->
    [outage] report an outage
    [status] give the status
    [restoration] something works again
    [correction] correct a mistake
    [retraction] withdraw a post
    [all-clear] all-clear
    [facts] change facts
    [again] say it again
    [call-off] Call off
    [end] end what recurs
   *[other] { $kind }
 }
console-ends-task = { $task } ({ $announcement })
console-need-draft = { $by } asks for approval: { $task }.
console-need-lost = Not published, because the program ended before: { $task }.
console-draw-up-again = Draw it up again
console-need-own = Your draft waits for approval: { $task }.
console-need-open = Your draft is not finished: { $task }.
console-need-changed = { $by } has changed your draft. It is not handed in for approval: { $task }.
console-need-left = { $by } has no access any more and has left a draft: { $task }.
console-need-other-mode = { $mode ->
        [exercise] Left over from an exercise: { $task }, by { $by }.
       *[other] Not before the exercise is over: { $task }, by { $by }.
    }
console-need-returned = A draft by { $by } was returned: { $task }.
console-paused = { $by } paused { $scope } on { $time }.
console-need-promise = The next update was promised for { $time }.
console-need-approval = { $n ->
    [one] One text waits for approval: { $what }.
   *[other] { $n } texts wait for approval: { $what }.
 }
console-need-rights = { $by } asks you to confirm a change of rights.
console-need-unknown = { $n ->
    [one] It is not known whether a post is published ({ $names }).
   *[other] It is not known whether { $n } posts are published ({ $names }).
 }
console-need-unknown-advice = The program checks by itself before it sends anything again.
console-need-tried = { $n ->
    [one] On one account the platform takes nothing now ({ $names }).
   *[other] On { $n } accounts the platforms take nothing now ({ $names }).
 }
console-need-tried-advice = The program keeps trying by itself.
console-need-refused = { $n ->
    [one] A post was refused ({ $names }).
   *[other] { $n } posts were refused ({ $names }).
 }
console-need-expired = { $n ->
    [one] One post did not go out in time and will not be published any more: { $what }.
   *[other] { $n } posts did not go out in time and will not be published any more: { $what }.
 }
console-need-expired-advice = If it still has to be said, report it again.
console-need-still-public = { $n ->
    [one] A wrong post is still public ({ $names }).
   *[other] { $n } wrong posts are still public ({ $names }).
 }
console-still-public-advice = { $refused ->
    [yes] { $n ->
        [one] The platform does not let the program delete or change it. Delete it by hand in the platform’s app, and say so on its page.
       *[other] The platform does not let the program delete or change them. Delete them by hand in the platform’s app, and say so on their pages.
    }
   *[no] { $n ->
        [one] Deleting or changing it has not worked yet. The program keeps trying. If it is urgent, delete it by hand in the platform’s app, and say so on its page.
       *[other] Deleting or changing them has not worked yet. The program keeps trying. If it is urgent, delete them by hand in the platform’s app, and say so on their pages.
    }
 }
console-need-held = { $n ->
    [one] One post is held ({ $names }): { $because }
   *[other] { $n } posts are held ({ $names }): { $because }
 }
console-held-name = { $of ->
        [incident] The title of the incident is missing in { LANGUAGE($language) }. Enter it where you report the outage, under “Cause, title, an instruction of your own”. Somebody who may write for all can do so.
        [service] The name is missing in { LANGUAGE($language) }: { $names }. Tell the operator: the name belongs in config/services.yaml.
       *[body] The name is missing in { LANGUAGE($language) }: { $names }. Tell the operator: the name belongs in config/municipalities.yaml.
    } The other languages go out.
console-need-outdated = { $n ->
    [one] One post no longer matches the facts: { $what }.
   *[other] { $n } posts no longer match the facts: { $what }.
 }
console-tell-again = Say it again
console-resume-look = See what would go out
console-towns = My towns
console-towns-all = All { $n }
console-more-konten = Accounts
console-more-ueben = Practise
console-more-protokoll = Log
console-more-leute = People
console-more-ich = Me

## Announcing

console-ask-who = Who speaks?
console-ask-who-others = A single municipality: on its page under Towns
console-everybody = All { $n }
console-ask-down = What does not work?
console-ask-down-hint = Only what you know. What you leave open is not said, unless the facts say it already.
console-down-everything = Everything (counters only in part)
console-way = { $way ->
    [counter] counters
    [phone] phones
    [website] website
    [online_services] online services
    [email_in] email to us
    [email_out] email from us
   *[work] Cannot work at all
 }
console-ask-appointments = Appointments
console-say-nothing = Say nothing about it
console-appointments-cancelled = cancelled
console-appointments-limited = only some
console-appointments-take-place = take place
console-kept = { $what ->
    [none] As before
   *[other] As before: { $what }
}
console-ask-next = When will there be more to say?
console-today = { $time }
console-tomorrow = tomorrow, { $time }
console-ask-more = Cause, title, an instruction of your own
console-ask-cause = Cause
console-ask-cause-hint = Only if it may be named in public. It applies to all municipalities of the incident.
console-cause = { $cause ->
    [cyberattack] cyberattack
    [technical-fault] technical fault
    [power-outage] power outage
    [network-outage] network outage
    [disaster] emergency in the area
    [none] no longer named
   *[unknown] not known yet
 }
console-ask-title-hint = So far: { $title }. Fill it in only if that is wrong. A new German title replaces it in every language. It applies to all municipalities of the incident. If the cause is an emergency in the area, the texts give the title as the cause.
console-ask-title = Title of the incident ({ LANGUAGE($language) })
console-ask-instruction = What should people do?
console-ask-instruction-hint = If you leave this empty, the posts say what each town has prepared. The sentence is not translated.
console-ask-when = How often?
console-ask-when-hint = A daily status gives the facts of that morning. It goes out only if somebody has confirmed them.
console-daily = every day at { $time }
console-once = once, now
console-ask-back = What works again?
console-nothing-down = According to the facts, everything works.
console-nothing-down-advice = “Towns” shows what was entered last.
console-all-clear-means = The all-clear says that what was down works again. All other facts about the outage then no longer apply.
console-all-clear-advice = Only municipalities that have said something about this incident since their last all-clear give one. The daily status ends with it.
console-silent = { $kind ->
    [status] { $n ->
        [one] One municipality reports no status.
       *[other] { $n } municipalities report no status.
     }
   *[all-clear] { $n ->
        [one] One municipality gives no all-clear.
       *[other] { $n } municipalities give no all-clear.
     }
 }
console-silent-means = { $kind ->
    [status] No outage is entered, or it is over: { $names }.
   *[all-clear] They have said nothing of their own about this incident, or nothing since their last all-clear: { $names }. Their facts about the outage are no longer valid either.
 }
console-all-clear-ends = With the all-clear, what people were asked to do no longer applies either:
console-all-clear-ends-advice = Does any of it still apply? Then give the all-clear only when that is over too.
console-appointments-unsaid = So far, appointments are said to be cancelled or to go ahead only in part ({ $names }). The all-clear says nothing about that.
console-appointments-unsaid-advice = Do they go ahead again? State that first under [Towns](/staedte), with “Only save”, and give the all-clear afterwards: it then says so.
console-restoration-repeats = What people were asked to do still applies:
console-restoration-repeats-advice = Does any of it no longer apply? Then remove it under [Towns](/staedte) before you publish: the posts say it once more.
console-correction-leaves = Some municipalities have a number or address of their own for this, which stays:
console-correction-leaves-advice = Is any of these wrong too? Then correct a post of that municipality, under [Posts](/beitraege).
console-correction-still = The same is still said by: { $names }.
console-correction-still-advice = If it is wrong there too, correct it there as well, or ask somebody who may.
console-goes-live = This makes the incident LIVE.
console-goes-live-advice = { $sandbox ->
    [yes] Everything stays in the sandbox on this machine.
   *[no] The posts appear on the real accounts.
 }
console-live-all = Only somebody who may write for every municipality can open the incident.
console-live-all-advice = Call somebody who may. Afterwards report here what is down in your town.
console-to-review = Continue to the review

## Review

console-review = Review
console-wants = { $n ->
    [0] { $by } would like to: { $task }. Nothing is published now.
    [one] { $by } would like to: { $task }. One post.
   *[other] { $by } would like to: { $task }. { $n } posts by { $bodies ->
        [one] one municipality
       *[other] { $bodies } municipalities
    }.
 }
console-texts = The texts
console-on-channel = { $n } on { $channel }
console-cost = about { NUMBER($usd, minimumFractionDigits: 2, maximumFractionDigits: 2) } US dollars
console-wording = { $n ->
    [one] One post on { $channel } ({ LANGUAGE($language) })
   *[other] { $n } posts on { $channel } ({ LANGUAGE($language) })
 }
console-in-german = In German
console-wording-length = { $n ->
    [one] { $longest } of { $limit } characters
   *[other] Up to { $longest } of { $limit } characters
 }
console-wording-more = { $n ->
    [one] and one more municipality
   *[other] and { $n } more municipalities
 }
console-edited = changes a published post
console-all-posts = { $n ->
    [one] See the post as it appears
   *[other] See all { $n } posts as they appear
 }
console-by-wording = Grouped by wording
console-search = Town, municipality or district
console-find = Search
console-found-nothing = There is nothing here for that name. Try another part of it.
console-found = { $n ->
    [one] { $n } post
   *[other] { $n } posts
 }
console-length = { $length } of { $limit } characters
console-deleted = { $n ->
    [one] One post is deleted
   *[other] { $n } posts are deleted
 }
console-deletes = This post is deleted.
console-page = Page { $page } of { $pages }
console-page-before = Back
console-page-after = Next
console-unlike = { $n ->
    [one] One group of texts is unlike the others.
   *[other] { $n } groups of texts are unlike the others.
 }
console-paused-waits = It does not go out while this is paused.
console-read = I have read the texts.
console-read-first = Read the texts, and tick the box.
console-publish = { $n ->
    [one] publish one post
   *[other] publish { $n } posts
 }
console-edit = { $n ->
    [one] edit one post
   *[other] edit { $n } posts
 }
console-delete = { $n ->
    [one] delete one post
   *[other] delete { $n } posts
 }
console-recur = { $n ->
    [one] publish one post again and again
   *[other] publish { $n } posts again and again
 }
console-live = LIVE: { $acts }
console-write = Save the facts
console-change-answers = Change the answers
console-return-or-discard = Return or discard
console-return-why = Why do you return it?
console-return = Return
console-returned-because = { $by ->
        [none] Returned: { $note }
       *[other] { $by } returned it: { $note }
    }
console-no-reason = no reason given
console-discard = Discard
console-draft-unfit = This draft no longer fits the facts: { $task }, by { $by }.
console-draft-unfit-advice = Since it was drawn up, somebody has changed the facts, the municipalities or the accounts. Draw it up again, and discard this one.
console-draft-approved = This draft is approved, but not published yet.
console-draft-approved-advice = You can no longer return or discard it. But you can call it off: on the page of one of its posts.
console-draft-published = This draft has been published in the meantime.
console-draft-published-advice = You can no longer return it, discard it or hand it in. If a text is wrong, correct it under [Posts](/beitraege).
console-discarded = This draft was discarded.
console-changed = Something has changed since you read the texts. Nothing was published.
console-changed-advice = Read what is true now.

## Progress

console-progress = Progress
console-open-post = Open
console-reload = Reload the page to see how far it is.

## Stopping

console-stop = Pause
console-stop-means = What has not left yet does not go out until somebody resumes.
console-stop-everything = Pause everything
console-stop-channel = Pause { $channel } only
console-stop-account = A single account
console-stopped = Paused: { $scope }
console-stopped-means = This takes effect at once. What had already left may still appear.
console-stopped-already = { $by } had already paused { $scope }
console-resume = Resume
console-not-paused = Nothing is paused.
console-account-refused = { $is ->
    [foreign] { $scope }: { $reason }. Call the operator. Resuming helps only once the token is put right.
   *[refused] Stopped by the platform: { $scope }. { $reason }. Once that is repaired, resume.
 }
console-accounts-refused = { $n ->
    [one] One account is stopped by the platform ({ $names }): { $why }. Once that is repaired, resume.
   *[other] { $n } accounts are stopped by the platforms ({ $names }): { $why }. Once that is repaired, resume.
 }
console-accounts-foreign = { $n ->
    [one] Nothing goes out on one account ({ $names }): { $why }. Call the operator. Resuming helps only once the token is put right.
   *[other] Nothing goes out on { $n } accounts ({ $names }): { $why }. Call the operator. Resuming helps only once the tokens are put right.
 }
console-resume-due = { $n ->
    [0] Nothing would go out now.
    [one] One post would go out at once.
   *[other] { $n } posts would go out at once.
 }
console-resume-approved-only = { $n ->
    [0] Nothing waits. Something new can be said only once the files are in order.
    [one] One post waits. If it is approved, it goes out at once.
   *[other] { $n } posts wait. Those that are approved go out at once.
 }
console-resume-acts = Resume: { $acts }
console-resume-too = { $other } That is resumed too.
console-resume-whom = { $names ->
    [none] You may not resume this, and nobody else may. Call the operator.
   *[other] You may not resume this. Call somebody who may: { $names }.
 }

## Accounts

console-accounts = Accounts
console-accounts-count = { $broken ->
    [0] { $n ->
        [one] The account can post.
       *[other] All { $n } accounts can post.
    }
    [one] { $n ->
        [one] The account cannot post at the moment.
       *[other] One of { $n } accounts cannot post at the moment.
    }
   *[other] { $broken } of { $n } accounts cannot post at the moment.
 }
console-account-ready = ready
console-account-paused = paused
console-account-stopped = stopped
console-account-tried = takes nothing
console-account-tried-since = { $again ->
    [now] Since { $since } the platform has taken nothing. The program is trying again right now.
   *[other] Since { $since } the platform has taken nothing. The program tries again: { $again }.
 }
console-account-mute = not connected
console-account-never = No post in this incident yet.
console-account-last = Last post: { $time }.
console-account-identified = Access checked: { $time }.

## Signing in

console-sign-in = Sign in
console-sign-in-passkey = Sign in with a passkey
console-sign-in-otherwise = Sign in without a passkey
console-sign-in-no-way = If neither works, ask somebody who manages access to invite you again.
console-touch-means = Confirm that it is you. Then somebody who only holds your unlocked phone cannot do it.
console-touch-alone = If this needs a second person, you do it alone, and everyone is told your reason at once: "{ $reason }"
console-touch-passkey = Confirm with the passkey
console-touch-typed = Confirm with passphrase and code
console-touch-confirm = Confirm
console-sign-in-again = Sign in again
console-sign-out = Sign out
console-name = Name
console-name-hint = As others will read it.
console-passphrase = Passphrase
console-passphrase-hint = At least 12 characters, ideally four words that have nothing to do with each other.
console-code = One-time code
console-code-hint = Six digits from the app, or a recovery code from the printed page.
console-refused = That is not right.
console-refused-advice = Check name, passphrase and code. After several tries wait for a quarter of an hour.
console-too-many = Too many tries from this network.
console-too-many-advice = Wait for a quarter of an hour, or use another network, such as the telephone's.
console-needs-script = A passkey needs JavaScript. Without it, use passphrase and code.
console-passkey-failed = That did not work, and nothing was done. Try once more. { $doing ->
    [join] Without a passkey: set up passphrase and app below.
    [add] If this device cannot make a passkey, use another one.
    [confirm] Without the passkey: confirm with passphrase and code, if you have set them up.
    [approve] Without the passkey: sign out under "More › Me", and sign in again with passphrase and code. The draft stays.
   *[sign-in] If there is no passkey here, sign in with passphrase and code.
 }
console-confirm-now = Confirm it now: nothing is published or approved yet.
console-session-over = You are no longer signed in
console-session-over-advice = Nothing is lost: sign in in a new window, come back, and send it again.
console-session-ends = You are signed in until { $time }.
console-send-again = Send again

## Invitation and ways to sign in

console-invitation = Welcome, { $name }
console-invitation-over = This invitation is no longer valid
console-invitation-over-advice = It was used, has expired, or was replaced by a newer one. Ask for another.
console-passkey-means = A passkey replaces a password: you sign in with the fingerprint, face or PIN of this device. It needs no email, no SMS and no computer in the town hall.
console-passkey-make = Make a passkey
console-passkey-another = Make another passkey
console-passkey-remove = Remove the passkey
console-passkey-label = What is the device called?
console-passkey-label-hint = For example: work telephone
console-second-way = Passphrase and app
console-second-way-means = For devices without passkeys: a passphrase, and an app that shows a new code every 30 seconds.
console-second-way-begin = Set up
console-second-way-again = Set up again
console-second-way-none = Not set up. Set it up to get in without this device too.
console-second-way-since = Set up { $time }
console-second-way-save = Save
console-app-scan = Scan the picture with an app for one-time codes.
console-app-type = Or type in the app:
console-app-then = Think of a passphrase, and type the code that the app shows now.
console-app-code = Code from the app
console-qr = QR code
console-codes = Recovery codes
console-codes-means = Print these codes and put them away. Each works once, together with the passphrase. They are not shown again.
console-codes-replace = New codes take the place of the old ones.
console-codes-done = I have them
console-codes-left = { $n ->
    [0] All are used.
    [one] One is left.
   *[other] { $n } are left.
 }
console-codes-new = Print new ones
console-ways = How you sign in
console-way-added = Made { $time }, not used yet
console-way-used = Last used { $time }
console-way-remove = Remove
console-ways-lately = What changed lately in how you sign in
console-ways-lately-means = Was that not you? Sign out everywhere else, remove the unknown passkey, and call somebody who manages access. Signing out everywhere else also ends your approvals of everything that has not gone out yet.
console-sessions-others-end = Sign out everywhere else
console-sessions = Where you are signed in
console-session-this = This device
console-session-since = Since { $time }, until { $until }
console-session-end = End

## People

console-people = People
console-no-rights = May view and pause
console-everywhere = everywhere
console-right = { $role }: { $where }
console-role-writer = Write
console-role-approver = Approve
console-role-stopper = Pause
console-role-admin = Manage access
console-role-none = only view and pause
console-role = May
console-where = Where
console-where-search = First search the municipality or group, unless the right holds everywhere.
console-rights = Rights
console-rights-add = One more right:
console-rights-change = Change rights
console-rights-wanted = Rights of { $name } from now on: { $rights }
console-rights-by = Asked by { $by }, { $time }
console-rights-second = A second person who manages access has to confirm this.
console-rights-confirm = Confirm
console-rights-refuse = Refuse
console-alone = Alone, without the second person
console-alone-why = Why alone?
console-alone-hint = { $told ->
    [no] It is in the log. No alerts are sent: tell the others yourself.
   *[yes] Everyone is told at once, and the log has it.
 }
console-invite = Invite somebody
console-invited = Invitation for { $name }
console-invite-again = Invite again
console-invite-again-means = For somebody who can no longer sign in. Until the invitation is accepted, all earlier devices of the person go on working. If a device is lost, press “Sign out everywhere” first. If somebody else has it, take access away.
console-end-sessions = Sign out everywhere
console-approvals-end = “Sign out everywhere”, “Invite again” and “Take access away” also end this person’s approvals: what has not gone out yet then waits for another approval.
console-remove = Take access away
console-remove-name = Take access from { $name }

## Log

console-log = Log
console-log-verify = Verify
console-log-csv = Download as a table
console-log-rest = These are the last { $n } lines. The table has all.
console-log-broken = The log was changed: line { $number } does not match the line before.
console-log-broken-advice = Leave everything as it is, and compare with a table that was downloaded before.
console-log-forged = { $n ->
    [one] One signature does not match its approval.
   *[other] { $n } signatures do not match their approvals.
 }
console-log-keep = Keep the table outside this machine: without it, nobody can tell when lines at the end are missing.
console-log-line = Line { $number }, { $via ->
    [console] in the console
    [command-line] on the command line
   *[script] by a script
 }. Checksum { $hash }
console-did-invited = { $name } invited { $about }.
console-did-joined = { $name } joined.
console-did-removed = { $name } took away the access of { $about }.
console-did-signed-in = { $name } signed in.
console-did-locked-out = { $name ->
    [none] A name that nobody has here is locked after wrong tries.
   *[other] “{ $name }” is locked after wrong tries.
}
console-did-session-ended = { $name } signed { $about } out.
console-did-passkey-added = { $name } added a passkey.
console-did-passkey-removed = { $name } removed a passkey.
console-did-second-way-set = { $name } set up passphrase and app.
console-did-codes-printed = { $name } has new recovery codes.
console-did-rights-asked = { $name } asked for other rights for { $about }.
console-did-rights-changed = { $name } changed the rights of { $about }.
console-did-rights-refused = { $name } refused other rights for { $about }.
console-did-draft-handed-in = { $name } handed in for approval: { $task }.
console-did-draft-returned = { $name } returned: { $task }. { $note ->
    [none] {""}
   *[other] Reason: { $note }
 }
console-did-draft-discarded = { $name } discarded a draft: { $task }.
console-did-changed = { $name } changed or confirmed facts: { $names }.
console-did-changed-file = { $name } changed the state file.
console-did-changed-task = { $n ->
    [0] { $name } saved: { $task }.
    [one] { $name } published one post: { $task }.
   *[other] { $name } published { $n } posts: { $task }.
 }
console-did-approved = { $name } approved texts of { $about }.
console-did-approved-task = { $n ->
    [0] { $name } approved: { $task }.
    [one] { $name } approved one post: { $task }.
   *[other] { $name } approved { $n } posts: { $task }.
 }
console-did-alone = { $name } acted alone ({ $about }). Reason: { $why }
console-did-paused = { $name } paused: { $scope }.
console-did-resumed = { $name } resumed: { $scope }.
console-did-settled = { $name } settled whether a post is published: { $about }.
console-did-archived = { $name } archived an earlier incident: { $about }.
console-did-adopted = { $name } had taken over what is on the accounts.
console-did-translations-signed = { $name } signed translations ({ $about }).
console-did-not-done = Not done after all: { $what }

## Posts

console-posts-filter = By state
console-posts-in-state = { $state ->
    [all] All ({ $n })
    [posted] Published ({ $n })
    [waiting] Waiting ({ $n })
    [held] Held ({ $n })
    [refused] Refused ({ $n })
    [expired] Expired ({ $n })
   *[unknown] Unknown ({ $n })
 }
console-no-posts = There is no post here.
console-posts-all = All { $n }
console-posts-back = To all announcements
console-post-kind = { $kind ->
    [outage] Outage
    [appointments] Appointments
    [contacts] Contact
    [services] Services
    [estimate] Expected duration
    [status] Status
    [restoration] Something works again
    [correction] Correction
    [retraction] Retraction
    [all-clear] All-clear
    [notice] Notice
   *[none] Announcement
 }
console-choose-wrong = Which post is wrong?
console-choose-wrong-hint = Tap the municipality whose post is wrong.
console-choose-more = { $n ->
    [one] Search to find one more municipality.
   *[other] Search to find { $n } more municipalities.
 }
console-nothing-published = Nothing is published that could be wrong.
console-nothing-published-advice = Posts that still wait follow the facts: change them under “Towns”.

## One post

console-post = { $name } on { $channel }
console-post-removed = deleted, { $time }
console-post-cancelled = It will no longer be published.
console-post-still-public = This post is wrong and still public.
console-settle-deleted = I deleted it
console-post-key = Key: { $key }
console-correct = Correct it
console-withdraw = Withdraw it, without correcting anything
console-withdraw-means = All posts of this announcement are deleted, earlier ones too, and it is not repeated. A new post says that it was wrong. You read it first.
console-withdraw-facts = The facts stay as they are. If they are wrong, change them under [Towns](/staedte).
console-withdraw-it = Withdraw this announcement
console-withdraw-here = Withdraw it for this municipality only
console-withdraw-everywhere = Withdraw it for all { $n } municipalities
console-call-off = Call off
console-call-off-here = Call off for this municipality alone
console-call-off-everywhere = Call off for all { $n } municipalities
console-call-off-means = None of it is published yet. If you call it off, it does not appear, and nothing is said of it in public. The facts stay as they are. You see what changes first.
console-call-off-posts = { $n ->
    [one] One post does
   *[other] { $n } posts do
 } not appear then: { $names }
console-settle = Was it published?
console-settle-means = The platform's answer was lost. Open the account and look. The program looks too, as long as it can read the account.
console-settle-address = Address of the post
console-settle-address-hint = Copy it from the account's own page.
console-settle-posted = It is there, at this address
console-settle-by-hand = I published it by hand
console-settle-absent = It is not there
console-settle-absent-again = It will be sent again.
console-settle-absent-never = It will not be sent again.
console-settle-absent-advice = Look twice: if it is there after all, it will appear twice, or stay published.
console-settle-absent-sure = I looked: it is not there
console-life = What happened
console-life-state = { $state ->
    [waiting] planned
    [sending] on its way
    [posted] { $action ->
        [edit] edited
        [delete] deleted
       *[publish] published
    }
    [refused] refused
    [unknown] unknown
    [expired] expired
   *[superseded] superseded
 }
console-life-replaced = What took its place
console-life-target = The post that this changes
console-approved-by = Approved by { $names }
console-approved-by-nobody = Not approved yet
console-text-first = As it first appeared
console-text-earlier = The text until { $time }

## Correcting what is wrong

console-wrong = What is wrong?
console-wrong-hint = The post was worded from these facts. Change what was wrong, and leave everything else as it is. { $for ->
        [all] If the title or the cause is wrong, withdraw the post and report the outage again with the right one.
       *[town] If the title or the cause is wrong, call somebody who may write for all.
    }
console-wrong-where = Where is it wrong?
console-wrong-everywhere = For everybody to whom this fact applies (facts that other towns have of their own stay)
console-wrong-here = Only here: { $name }
console-wrong-others = { $names ->
    [none] Is it wrong for other municipalities too? Then call them.
   *[other] Is it wrong for other municipalities too? Then call somebody who may change it there: { $names }.
 }
console-wrong-unknown = It is not known which facts this post was worded from.
console-wrong-unknown-advice = You can withdraw it.
console-wrong-own-words = This post has words of its own.
console-wrong-own-words-advice = If these words are wrong, withdraw it. Otherwise correct here the fact in it that was wrong, and leave everything else as it is.
console-wrong-own-words-only = This post has words of its own, and no fact in it that could be corrected here: you can only withdraw it.
console-called = I called this number
console-hours-hint = For example: Mo-Fr 08:00-16:00, Sa 09:00-12:00
console-fact-now = The facts now say: { $value }
console-fact-gone = The facts no longer mention this.
console-facts = { $field ->
    [next-update] Next update
    [appointments] Appointments
    [services] Services
    [reach] How people reach it
    [instruction] What people should do
    [email] Email to the municipality
    [estimate] Expected duration
    [info-url] Emergency page
    [what] What was wrong
    [incident] Title of the incident
    [title] Title of the incident
    [cause] Cause
    [hours] Hours
   *[other] { $field }
 }
console-fact = { $detail ->
    [phone] Telephone number
    [hours] Hours
    [name] Name ({ LANGUAGE($language) })
    [for] What for ({ LANGUAGE($language) })
    [email] Email address
    [url] Web address
    [place] { $language ->
        [none] Place
       *[other] Place ({ LANGUAGE($language) })
    }
    [title] Title ({ LANGUAGE($language) })
    [cause] Kind of cause
    [lines] Lines
    [valid-from] Valid from
    [verified-by] Verified by
    [from] From
    [since] Since
    [at] Time
    [to] To
    [until] Until
    [note] Note ({ LANGUAGE($language) })
    [alternative] Instead ({ LANGUAGE($language) })
    [policy] What becomes of appointments?
    [confirmed] Facts confirmed
    [next-update] Time
    [text] Sentence ({ LANGUAGE($language) })
    [say] Instruction
    [action] What senders should do
    [lost-since] Lost since
    [lost-until] Lost until
    [kind] Kind of statement
    [info-url] Address
   *[other] { $detail }
 }
console-level = { $level ->
    [up] working
    [limited] limited
    [down] not working
    [none] yes
   *[unknown] not known
 }
console-status = { $status ->
    [available] possible
    [limited] limited
    [unavailable] not possible
   *[unknown] not known
 }
console-value = { $value ->
    [cancelled] cancelled
    [limited] only some
    [take-place] take place
    [null] not given
    [unknown] not known
    [resend] send again
    [resend-by-post-or-phone] repeat by letter or phone
    [use-post-or-phone] use letter or phone
    [delivered-later] delivered later
    [urgent-at] urgent matters at a place
    [stay-home] stay at home
    [do-not-come] do not come
    [wait] wait
    [call] call
    [not-before] not before
    [expected] expected from
    [expected-between] expected between
   *[other] { $value }
 }

## Practising

console-practise = Practise
console-practise-means = A practice looks like the real thing, but nothing leaves the console's machine: it runs on a copy of the data and on imitated platforms. Everybody who is signed in can take part.
console-practise-begin = Begin the practice
console-practise-runs = { $by } began a practice on { $time }.
console-practise-enter = To the practice
console-practise-end = End the practice
console-practising = You are practising.
console-practising-means = What you publish here appears on the imitated platforms only.
console-practise-leave = Leave the practice

## Approving

console-hand-in = Hand in for approval
console-hand-in-not = This is also about municipalities that you may not write for.
console-hand-in-whom = { $names ->
    [none] Ask somebody who manages access for the right.
   *[other] Call somebody who may: { $names }.
 }
console-handed-in = Waits for somebody else to approve it.
console-handed-in-to = { $names ->
    [none] Nobody else may approve it. Call somebody who manages access.
   *[other] Call somebody. These may approve it: { $names }.
 }
console-approve = { $n ->
    [one] Approve one text
   *[other] Approve { $n } texts
 }
console-approve-alone = Approve alone, because nobody else can be reached
console-no-text = (no text)

## Saying again what is outdated

console-planned = Planned
console-posts-named = { $kind }, { $time } ({ $names })
console-upcoming = What recurs
console-upcoming-next = { $kind } ({ $whose }) · next on { $time } · { $n ->
    [0] no post
    [one] one post
   *[other] { $n } posts
 }, with the current facts{ $until ->
    [none] {""}
   *[other] {" "}· until { $until }
 }
console-upcoming-not-mine = Those who may write for { $names } can end it.
console-upcoming-nothing = With the current facts nothing would be said: the newest post says the same.
console-upcoming-approval = When it is due, somebody has to approve the texts.
console-upcoming-confirm = Somebody must confirm the facts in the { $hours ->
    [one] hour
   *[other] { $hours } hours
 } before then ({ $names }). Otherwise { $n ->
    [one] one post
   *[other] { $n } posts
 } will be held.
console-upcoming-confirm-advice = Look at them then under [Towns](/staedte), and press “Still true”.
console-upcoming-end = End it
console-ends = Once you save, { $announcement } has ended.
console-ends-means = { $n ->
    [0] What is published stays.
    [one] One text of it waits or is held: it will not be published either. What is published stays.
   *[other] { $n } texts of it wait or are held: they will not be published either. What is published stays.
 }
console-again = Outdated posts
console-again-means = { $n ->
    [one] This post no longer matches the facts.
   *[other] These { $n } posts no longer match the facts.
 }
console-again-do = Say it again and review
console-again-address = The former number or address stays in these posts, even if you say it again.
console-again-address-advice = If it was wrong, correct it: that deletes or changes the wrong posts and says what is right.
console-again-share = You can do this for some of them: { $names }
console-again-says = The post says:
console-again-now = It should now say:
console-again-nothing = All posts of this announcement still match the facts.
console-again-recurs = The next status will be right by itself.
console-again-recurs-advice = If it is urgent, give the status once now.
console-again-over-advice = You can withdraw the posts.
console-withdraw-posts = { $n ->
    [one] Withdraw this post
   *[other] Withdraw these { $n } posts
 }

## Towns

console-towns-title = Towns
console-town-broken = facts broken
console-town-well = nothing disrupted
console-town-silent = nothing reported
console-town-troubles = { $n ->
    [one] one disrupted
   *[other] { $n } disrupted
 }
console-confirmed = Last confirmed: { $time }
console-never-confirmed = Nobody has confirmed these facts yet.
console-still-true = Still true
console-set-many = Change facts for several
console-facts-not-mine = Those who may write for { $name } can change these facts.
console-group-means = What is here holds for all { $n }, as far as they say nothing of their own.
console-confirm-many = Confirm several at once
console-confirm-whose = Whose facts are still true?
console-need-confirmed = Are the facts still true? The next status is due on { $time }. It goes out only if it says anything new.
console-need-confirmed-late = Are the facts still true? The status waits for it.
console-done-saved = Saved for { $name }: { $what }
console-done-taken-back = Saved. The draft no longer waits for approval.
console-done-taken-back-advice = Read it, and hand it in for approval once more.
console-done-confirmed = Confirmed: the facts still hold ({ $names }).
console-form-missing-key = something is missing here
console-form-missing-key-advice = Fill in this field, or clear the fields that belong to it.
console-form-wrong-order = the end is not after the beginning
console-form-wrong-order-advice = Check both times.
console-form-no-such-time = this time does not exist in that night: the clocks go forward
console-form-no-such-time-advice = Take a time before or after.
console-form-ambiguous-time = this time exists twice in that night: the clocks go back
console-form-ambiguous-time-advice = Take a time before or after.
console-done-own-rights = Your rights are changed. You no longer decide about people.
console-done-written = { $names ->
    [none] Saved: { $task }
   *[other] Saved: { $task } ({ $names })
 }
console-done-nothing = Nothing was published.
console-done-outdated = { $n ->
    [one] One published post is no longer right.
   *[other] { $n } published posts are no longer right.
 }
console-done-approved-first = You have approved. Somebody else still has to approve.
console-done-approved = Approved.
console-done-approved-means = The texts go out when it is their turn.
console-done-returned = Returned to { $by }.
console-done-resumed = Resumed: { $scope }
console-done-resumed-means = What is approved goes out now.
console-done-posted = Noted: the post is published.
console-done-absent = Noted: the post is not there.
console-save = Save
console-save-only = Only save
console-none = nothing said
console-from-all = Said for all
console-from-prepared = Prepared
console-from = Said for { $name }
console-own-words = Own words instead
console-own-words-hint = The sentence is not translated.
console-new-service = Add a service
console-new-contact = Add a contact
console-makes-outdated = { $n ->
    [one] After this, one published post no longer matches the facts. Nothing is saved yet.
   *[other] After this, { $n } published posts no longer match the facts. Nothing is saved yet.
 }
console-words-left = { $words ->
    [none] In other languages the words are the same as before ({ $languages }). If they are no longer true, change them too.
   *[other] In { $languages } it still says: “{ $words }” If that is no longer true, change it there too.
 }
console-tell-again-review = Say it again and review
console-changed-by = { $by } has changed in the meantime:
console-changed-or-confirmed-by = { $by } has changed or confirmed in the meantime:
console-changed-by-advice = Your changes are still in the form, but not saved. Check whether they still fit, and save once more.
console-confirm-changed = Nothing was confirmed. Read what holds now. If it is right, tap “Still true” once more.
console-typed-kept = You entered this before. It is still in the form:
console-typed-aside = Somebody has changed this draft in the meantime. What you entered is not in it yet:
console-typed-fill = Use what I entered
console-typed-drop = Drop what I entered
console-draft-old = This draft is from { $time }. Is everything still right?
console-draft-old-advice = Its texts name the time of then. Change its answers, or go through them once more: then they name the time of now.
console-draft-older = The draft is older and writes over this. If it is no longer right, change its answers, or discard it.
console-draft-below = The draft is older and knows nothing of this. What it says would apply there too: ask there. If it is no longer right, change its answers, or discard it.
console-draft-words = What this draft states is missing in { LANGUAGE($language) }. Publish it, and add the words afterwards under “Towns”: then these posts go out too. { $canAnswer ->
    [yes] Or take it out under “Change the answers”.
   *[no] { "" }
 }
console-draft-time = { $canAnswer ->
    [yes] Give another time under “Change the answers”, or none.
   *[no] Return the draft, so that it gives another time, or none.
 }
console-draft-unverified = { $canAnswer ->
    [yes] Call the number, then tick “I called there” beside it under “Change the answers”.
   *[no] Call the number. Once the draft is published, tick “I called there” beside it under “Towns”.
 }
console-somebody = Somebody
