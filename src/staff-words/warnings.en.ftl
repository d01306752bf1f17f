### What a plan warns of.

warn-nothing-new = { $posts ->
        [one] { $posts } post does
       *[other] { $posts } posts do
    } not go out: the account says the same already, times apart
warn-nothing-new-advice = Set what is new. If there is only something to explain, announce a notice.
    .on-page = Set what is new under [Towns](/staedte).
warn-contradicts-others = { $names }
warn-contradicts-others-advice = Bring the facts up to date, or leave them out of `about`, to speak for themselves.
    .on-page = Bring the facts up to date under [Towns](/staedte).
warn-old-facts = nobody has confirmed for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } the facts from which the all-clear speaks: { $names }
warn-old-facts-advice = Ask there whether everything really works again, and confirm: ausrufer set { $town } confirmed=now --by NAME
    .on-page = Ask there whether everything really works again, and press “Still true” under [Towns](/staedte).
warn-calls-differ = facts within one district contradict each other about 110 and 112: { $others }
warn-calls-differ-advice = Ask the control centre. If 110 and 112 fail in only a part of the district, say so for the district: services.emergency-calls=limited
    .on-page = Ask the control centre. If 110 and 112 fail in only a part of the district, say so for the district under [Towns](/staedte): “limited”.
warn-calls-not-asked = it says that 110 and 112 work, but power or networks have failed, and the state file only has “unaffected” for them: { $names }
warn-calls-not-asked-advice = Ask the control centre, and write what it says: ausrufer set { $town } services.emergency-calls=available --by NAME, or limited, unavailable
    .on-page = Ask the control centre, and say under [Towns](/staedte), with the services, what it says of emergency calls.
warn-says-today = it says “today”, “tomorrow” or “yesterday”: { $names }
warn-says-today-advice = Name the weekday and the date: people will still read the text tomorrow, and a recurring announcement says the same tomorrow.
warn-title-differs = it speaks of an IT outage, and names another cause: { $names }
warn-title-differs-advice = Change the title in the state file, under incident (title), so that it matches the cause.
    .on-page = Change the title of the incident on the page that reports an outage, so that it matches the cause.
warn-clear-unsaid = these municipalities have said nothing about this incident yet, or nothing since their last all-clear: { $names }
warn-clear-unsaid-advice = Give the all-clear only for those who have said something that still holds (`post_as`).
    .on-page = Give the all-clear only for those who have said something that still holds.
warn-ends-for-others = it also ends what is said there of others, for whom it is not over by their own facts: { $others }
warn-ends-for-others-advice = If it must still be said there, announce it about them alone (`about`), with an id of its own. Or wait with the all-clear.
    .on-page = If it must still be said there, report it for them again. Or wait with the all-clear.
warn-still-over = the all-clear is withdrawn, but the facts still say that it is over, and the next texts will say so too: { $names }
warn-still-over-advice = Write what is true there: ausrufer set { $town } phase=identified --by NAME, and what is down. If it is over, give the all-clear again: ausrufer announce all-clear --as { $town } --by NAME
    .on-page = Say under [Towns](/staedte) what is down. If it is over, give the all-clear again from [Situation](/).
warn-mail-still-lost = it says that mail does not arrive, though mail works again: { $names }
warn-mail-still-lost-advice = Write until when it was lost: ausrufer set { $town } email.lost_until="…" --by NAME, or email=null if there is no more to say
    .on-page = Set under [Towns](/staedte) until when it was lost, or clear what is said of email there.
warn-no-next-update = it does not say when there will be more to hear: { $names }
warn-no-next-update-advice = Promise a time: ausrufer set incident next_update="…" --by NAME, or set it for one town
    .on-page = Promise a time for the next update under [Towns](/staedte).
warn-open-without-work = it says that nobody can work, though front desks are open or the phone works: { $names }
warn-open-without-work-advice = Write what is true: ausrufer set { $town } reach.work=null --by NAME, or reach.counter=down and reach.phone=down
    .on-page = Say under [Towns](/staedte) what is true.
warn-appointments-unchanged = the own words of the correction speak of appointments, and beside them it says of these what the wrong post said: { $names }
warn-appointments-unchanged-advice = If the facts on appointments are wrong, write what is true: ausrufer set { $town } appointments.policy=take-place --by NAME. If they are right, do not contradict them in words of your own
    .on-page = If the facts on appointments are wrong, change them under [Towns](/staedte).
warn-phase-denied = it says that the systems run again, or that work goes on in emergency operation, though something is down or nobody can work: { $names }
warn-phase-denied-advice = Write what is true there: ausrufer set { $town } phase=identified --by NAME, or what works again
    .on-page = Say under [Towns](/staedte) what is true.
warn-cannot-be-done = { $of ->
        [call] it does not ask people to call, because the phone is down (or nobody can work) and no other number can be called now: { $names }
        [number] it asks people to call, and gives no number: { $names }
        [mail] it asks people to send their mail again, though mail does not arrive: { $names }
        [appointments] it says that all appointments take place, though nobody is to come, nobody can work, or the front desks are closed: { $names }
       *[service] it says that a service is available or the front desks are open, though appointments are cancelled, nobody is to come, nobody can work, or the front desks are closed: { $names }
    }
warn-cannot-be-done-advice = { $of ->
        [call] Give the number that somebody answers: ausrufer set { $town } contacts.hotline.phone="…" --by NAME. Or write what is true: instruction=null, or reach.phone=limited, reach.work=null
        [number] Give the number: ausrufer set { $town } contacts.hotline.phone="…" --by NAME. Or ask for nothing: instruction=null
        [mail] Name another way, or say that mail arrives: ausrufer set { $town } email.action=use-post-or-phone --by NAME, or reach.email_in=up
        [appointments] If they do not take place: ausrufer set { $town } appointments.policy=cancelled --by NAME. If they do, clear what says otherwise: ausrufer set { $town } instruction=null --by NAME, or reach.counter=limited, reach.work=null
       *[service] If nobody is to come, wait with such an announcement, or write that the front desks are closed: ausrufer set { $town } reach.counter=down --by NAME. If people are to come, clear what says otherwise: ausrufer set { $town } instruction=null --by NAME, or appointments.policy=limited, reach.counter=limited, reach.work=null
    }
    .on-page = { $of ->
        [call] Add under [Towns](/staedte) the number that somebody answers, or ask there for something else.
        [number] Add the number under [Towns](/staedte), or ask there for something else.
        [mail] Name another way under [Towns](/staedte), or say there that mail arrives.
        [appointments] Say under [Towns](/staedte) whether they take place. If they do, clear there what says otherwise.
       *[service] If nobody is to come, wait with this, or say under [Towns](/staedte) that the front desks are closed. If people are to come, clear there what says otherwise.
    }
warn-nothing-down = it reports an outage, though by the facts everything works: { $names }
warn-nothing-down-advice = Write what is down: ausrufer set { $town } reach.phone=down --by NAME. If everything works again: ausrufer announce all-clear --as { $town } --by NAME
    .on-page = Write what is down under [Towns](/staedte). If everything works again, say so from [Situation](/).
warn-not-all-restored = it does not report everything that it names as restored, because the facts do not confirm it: { $names }
warn-not-all-restored-advice = Write what works again, as here the phone: ausrufer set { $town } reach.phone=up --by NAME. Take out of the announcement what does not work yet.
    .on-page = Write under [Towns](/staedte) what works again. Leave out what does not work yet.
warn-said-twice = the account says the same already: { $names }
warn-said-twice-advice = Say what is new, or delete the announcement from the state file.
    .on-page = Say what is new, or leave it.
warn-paused = paused since { $time } by { $by }: nothing goes out there
warn-paused-advice = To continue: { $command }
    .on-page = [See what would go out](/weiter)
warn-written = { $message }
warn-written-advice = { $advice }
warn-written-about = { $place ->
        [none] state file
       *[other] { $place }
    }
warn-facts-broken = { alert-facts-broken }
warn-facts-broken-advice = { $advice } Until then nothing new is said from them, and published posts that they make outdated are listed nowhere.
warn-odd-time = { $of ->
        [started] it begins only on { $time }
        [at] it goes out only on { $time }
        [far] it promises news only for { $time }
        [estimate] the time in its estimate has passed: no text names it any more
       *[next_update] its next_update { $time } has passed: no text names it any more
    }
    .on-page = { $of ->
        [started] the incident begins only on { $time }
        [at] an announcement goes out only on { $time }
        [far] { $who }: the next information is promised only for { $time }
        [estimate] { $who }: the estimated time has passed and is no longer in any text
       *[next_update] { $who }: the promised time { $time } has passed and is no longer in any text
    }
warn-odd-time-advice = { $of ->
        [started] Is the date right? ausrufer set incident started="…" --by NAME
        [at] Is the date right? If not, change `at` in the state file.
        [far] Is the date right? ausrufer set { $who } next_update="…" --by NAME
        [estimate] Estimate again, or clear it: ausrufer set { $who } { $path }="…" --by NAME, or estimate=null
       *[next_update] Set a new time, or clear it: ausrufer set { $who } next_update="…" --by NAME, or next_update=null
    }
    .on-page = { $of ->
        [started] Is the date right? If not, tell the operator.
        [at] Is the date right? If not, tell the operator.
        [far] Is the date right? If not, change it under [Towns](/staedte).
        [estimate] Give another under [Towns](/staedte), or none.
       *[next_update] Set a new time under [Towns](/staedte), or clear it.
    }
warn-costly-number = { $contact ->
        [none] callers of { $phone } pay extra, and no price is given
       *[other] callers of { $phone } ({ $contact }) pay extra, and no price is given
    }
    .on-page = { $who }: callers of { $phone } pay extra, and no price is given
warn-costly-number-advice = { $contact ->
        [none] What does a call cost? Give a number at the usual rate, or write the price into the text.
       *[other] What does a call cost? Give a number at the usual rate, or say the price: ausrufer set { $who } contacts.{ $contact }.for.de="… 20 Cent je Anruf" --by NAME
    }
    .on-page = { $contact ->
        [none] What does a call cost? Give a number at the usual rate, or write the price into the text.
       *[other] What does a call cost? Under [Towns](/staedte), give a number at the usual rate, or write the price beside the number there.
    }
warn-dropped = { $posts ->
    [one] { $posts } post does not go out: { $reason }
   *[other] { $posts } posts do not go out: { $reason }
 }
warn-dropped-advice = If it must still be said, announce it again with a new id. Or raise its edition, and move an `until` that is too early.
    .on-page = If it must still be said, report it again.
warn-unsaid = { $posts ->
    [one] { $posts } post takes the place of { $updates }, which is not said there{ $words }
   *[other] { $posts } posts take the place of { $updates }, which is not said there{ $words }
 }
warn-unsaid-advice = If these words must be said too, say them in this text, or announce them again with a new id.
    .on-page = If these words must be said too, report them again.
warn-ended = { $accounts ->
    [one] is published no more on { $accounts } account: its all-clear holds
   *[other] is published no more on { $accounts } accounts: their all-clear holds
 }
    .on-page = { $accounts ->
        [one] the earlier “{ $announcement }” is published no more on { $accounts } account: its all-clear holds
       *[other] the earlier “{ $announcement }” is published no more on { $accounts } accounts: their all-clear holds
     }
warn-ended-advice = If it has failed again, announce it again, with an id of its own. If the all-clear was wrong, withdraw it.
    .on-page = If it has failed again, report it again. If the all-clear was wrong, withdraw it.
warn-withdrawn = { $accounts ->
    [one] a new edition is not published on { $accounts } account: withdrawn by { $by }
   *[other] a new edition is not published on { $accounts } accounts: withdrawn by { $by }
 }
warn-withdrawn-advice = If it must be said after all, announce it again, with an id of its own.
    .on-page = If it must be said after all, report it again.
warn-deletes-outage = { $accounts ->
    [one] on { $accounts } account the correction deletes the only post that says how things are: nobody can read the rest of it there any more
   *[other] on each of { $accounts } accounts the correction deletes the only post that says how things are: nobody can read the rest of it there any more
 }
warn-deletes-outage-advice = Report the status afterwards: ausrufer announce status --as TOWN --by NAME
    .on-page = Report the status afterwards.
warn-ends-recurring = where it is withdrawn, { $withdraws } is never said again, neither on { $time } nor later
warn-ends-recurring-advice = If it must go on, announce it again with a new id. If only its last post is wrong, correct it instead.
    .on-page = If it must go on, report it again. If only its last post is wrong, correct it instead.
warn-also-wrong = { $posts ->
    [one] { $posts } other post still says what it corrects, or belongs to what it withdraws: { $names }
   *[other] { $posts } other posts still say what it corrects, or belong to what it withdraws: { $names }
 }
    .on-page = { $posts ->
    [one] Another post still says what { $announcement } corrects, or belongs to what it withdraws: { $names }
   *[other] { $posts } other posts still say what { $announcement } corrects, or belong to what it withdraws: { $names }
 }
key-on = { $key } on { $account }
    .on-page = { $account }
warn-also-wrong-advice = If it is wrong there too, correct the facts, and announce a correction or a retraction of each.
warn-outdated-gone = the post { $post } on { $account }, an account that is no longer in `municipalities.yaml`, no longer matches the facts
    .on-page = The post { $post } is on an account that is no longer in the file of municipalities, and no longer matches the facts
warn-outdated-gone-advice = Delete it there by hand, and say so: ausrufer resolve { $key } --absent --by NAME. Or add the account again.
    .on-page = Delete it there by hand, and tell the operator.
warn-unwatched = { $why ->
    [earlier] { $posts ->
        [one] { $posts } account of { $municipality } still shows what it said of an outage in an earlier incident
       *[other] { $posts } accounts of { $municipality } still show what they said of an outage in an earlier incident
     }, and nobody compares that with the facts any more
    [elsewhere] { $posts ->
        [one] { $posts } published post of { $municipality } is on the account of another town
       *[other] { $posts } published posts of { $municipality } are on accounts of other towns
     }
    [moved] what { $municipality } said of the outage is only on a server that its account has left: { $posts ->
        [one] { $posts } post
       *[other] { $posts } posts
     }
    [hidden] { $posts ->
        [one] { $posts } post of { $municipality } is published, but its server does not show it
       *[other] { $posts } posts of { $municipality } are published, but their server does not show them
     } to everybody
    [deleted] { $posts ->
        [one] { $posts } post of { $municipality } about the outage was
       *[other] { $posts } posts of { $municipality } about the outage were
     } deleted on the platform, not by the program, and nothing newer about it is published there
   *[other] { $posts ->
        [one] { $posts } published post of { $municipality } about the outage is still there
       *[other] { $posts } published posts of { $municipality } about the outage still stand
     }, and nobody compares { $posts ->
        [one] it
       *[other] them
     } with facts any more: { $municipality } { $why ->
        [left] no longer belongs to the incident
       *[gone] is no longer in the files
     }
 }
warn-unwatched-advice = { $why ->
    [earlier] Was only the id of the incident changed? Put it back. Otherwise announce what is true there now; or delete the posts by hand, and say so of each with its key from `history --incident ID`: ausrufer resolve KEY --absent --by NAME
    [elsewhere] Delete each there by hand, and say so with its key from `history`: ausrufer resolve KEY --absent --by NAME
    [moved] Announce on the new account what is true now, with a `status` for { $municipality }.
    [hidden] Have the moderators of the server limited the account? Ask them to lift that, and tell the public in another way meanwhile. Then announce what is true by then, with a `status` for { $municipality }.
    [deleted] Was that on purpose? Then do nothing. Otherwise announce what is true now, with a `status` for { $municipality }.
    [left] Is it over there? Take { $municipality } into `affects` again, give its all-clear, and take it out only then.
   *[gone] Has { $municipality } another id now? Withdraw what it said, and announce it again. Otherwise delete the posts there by hand, and say so of each with its key from `history`: ausrufer resolve KEY --absent --by NAME
 }
    .on-page = { $why ->
        [earlier] Announce what is true there now. If only the id of the incident was changed, tell the operator.
        [elsewhere] Delete each there by hand, and tell the operator.
        [moved] Announce on the new account what is true now.
        [hidden] Have the moderators of the server limited the account? Ask them to lift that, and tell the public in another way meanwhile. Then announce what is true by then.
        [deleted] Was that on purpose? Then do nothing. Otherwise announce what is true now.
        [left] Is it over there? Tell the operator: first its all-clear, then it may leave the incident.
       *[gone] Delete { $posts ->
            [one] it
           *[other] them
         } by hand on the platform, and tell the operator.
     }
warn-delayed = { $actions ->
    [one] { $actions } action has to wait: { $delay }
   *[other] { $waiting } of { $actions } actions { $waiting ->
        [one] has
       *[other] have
    } to wait: { $delay }
 }
warn-delayed-advice = They go out by themselves, the last of them at about { $time }; corrections, retractions and all-clears go first. Where that is too late, let fewer accounts say it.
warn-too-alike = { $more ->
        [0] near-duplicates on { $platform }: { $pairs }
        [one] near-duplicates on { $platform }: { $pairs } and { $more } more pair
       *[other] near-duplicates on { $platform }: { $pairs } and { $more } more pairs
    }
warn-too-alike-advice = { $advice }
alike-pair = { $account } and { $other } ({ $percent } %)
