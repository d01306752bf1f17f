### Why a post is held or waits, and what to do.

hold-no-language = { $why ->
        [not-spoken] No account speaks { $language } any more. To say it there, add { $language } to the account's languages again, for as long as its posts in it can be read. Otherwise give the announcement an `until`.
       *[no-file] There is no messages/{ $language }.ftl. Write it, or leave { $language } out of the account's languages.
    }
    .on-page = { $why ->
        [not-spoken] No account speaks { LANGUAGE($language) } any more. Tell the operator.
       *[no-file] There are no texts in { LANGUAGE($language) }. Tell the operator.
    }
hold-no-sentence = messages/{ $language }.ftl lacks words that must not be left out: { $sentence }. Translate the sentence. Other languages go out.
    .on-page = Words are missing in { LANGUAGE($language) }. Tell the operator. The other languages go out.
hold-unsigned = Nobody has signed { $sentence } in { $language }, or what it names: ausrufer translations { $language } shows it. Other languages go out.
    .on-page = Nobody has signed the translation into { LANGUAGE($language) }. Tell the operator. The other languages go out.
hold-nothing-to-say = { $message ->
        [correction] The facts of { $municipality } do not say what is correct. Correct the wrong fact, or write in the announcement with `text` what is right, and with `what` what was wrong. If nothing takes its place, such as a number that is no longer valid, withdraw the post instead.
       *[other] The facts of { $municipality } hold nothing for { $kind }. Complete them. Otherwise delete the announcement from the state file, unless somebody has published it: then leave it.
    }
    .on-page = { $message ->
        [correction] The facts do not say what is correct. Correct the wrong fact under [Towns](/staedte/{ $municipality }). If nothing takes its place, such as a number that is no longer valid, withdraw the post instead.
       *[other] The facts hold nothing for it. Complete them under [Towns](/staedte/{ $municipality }), or leave it.
    }
hold-missing-text = The announcement's text has no words in { $language }. Add text.{ $language }, or leave the language to others.
hold-missing-translation = { $field ->
        [none] { hold-missing-text }
       *[other] { $field } has no words in { $language }. Add them. A fact can also be cleared.
    }
    .on-page = { $field ->
        [none] The text has no words in { LANGUAGE($language) }. Tell the operator.
       *[other] Own words in the facts are missing in { LANGUAGE($language) }: { $field }. Add them under [Towns](/staedte), or tell the operator.
    }
hold-message-broken = The announcement's text in { $language } cannot be used: { $message }.
    .on-page = The text in { LANGUAGE($language) } cannot be used. Tell the operator.
hold-secret = It contains a secret from .env, which comes from { $source }. Take it out, and make a new one on the platform: everyone who can read that file has seen it.
    .on-page = The text contains a secret. Tell the operator at once: it must be replaced.
hold-too-long = What must not be left out has { $length } of { $limit } characters{ $unbannered ->
        [none] { "" }
       *[other] , without the exercise banner { $unbannered }: it is too long only in the exercise
    }. Shorten your own words, or the facts.{ $text ->
        [none] { "" }
       *[other] { " " }The text: "{ $text }"
    }
    .on-page = What must not be left out has { $length } of { $limit } characters{ $unbannered ->
        [none] { "" }
       *[other] , without the exercise banner { $unbannered }: it is too long only in the exercise
    }. Shorten your own words, or the facts under [Towns](/staedte).{ $text ->
        [none] { "" }
       *[other] { " " }The text: "{ $text }"
    }
hold-facts-broken = The facts of { $municipality } have a mistake: { $message }. { $advice }
    .on-page = The facts have a mistake: { $message }. Repair it under [Towns](/staedte/{ $municipality }).
hold-contradicts-facts = It is not over while the facts of { $municipality } say { $contradictions }. Bring them up to date, or wait with the all-clear.
    .on-page = By the facts, something is still out of order. Bring them up to date under [Towns](/staedte/{ $municipality }), or wait with the all-clear.
hold-contradicts-others = The text would say of { $group } what nobody there says of itself: { contradicted }. Bring the facts up to date, or leave { $group } out of `about`.
    .on-page = The text also speaks for others whose facts say otherwise: { $group }. If these facts are wrong, change them under [Towns](/staedte). If they are right, tell the operator: then the others must leave the announcement.
hold-said-twice = { $of ->
        [none] { $other } says the same on this account. Say what is new, if only the time of the next update. If the account has said nothing else since, not even an all-clear, you can also delete the announcement from the state file.
        [announcement] { $other } says the same on this account, and { $gone } is no longer in the state file. If only the id was changed, change it back. To say it once more, put { $gone } back and raise the announcement's `edition`. Otherwise say what is new.
       *[incident] { $other } says the same on this account, and its incident { $gone } is no longer in the state file. If only the incident's id was changed, change it back. To say it once more, raise the announcement's `edition`. Otherwise say what is new.
    }
    .on-page = { $of ->
        [none] The account says the same already. Say what is new, if only the time of the next update. If the account has said nothing else since, not even an all-clear, you need do nothing: it then goes out as soon as the facts change.
        [announcement] The account says the same already. Its announcement ({ $gone }) is no longer in the state file. If only the id was changed there, tell the operator. Otherwise say what is new.
       *[incident] The account says the same already, for the incident { $gone }, which is no longer in the state file. If only the incident's id was changed, or the same must be said once more, tell the operator. Otherwise say what is new.
    }
contradicted = it states the facts of { $speaker } also of others, whose own say otherwise: { $others }
hold-id-used = Something else was published under this id (kind: { $kind }). Give the announcement a new id.
    .on-page = Something else was published under this id. Tell the operator: the announcement needs a new id.
hold-not-confirmed = Nobody has confirmed the facts of { $municipality } for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }. Confirm them: ausrufer set { $municipality } confirmed=now --by NAME
    .on-page = Nobody has confirmed the facts for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }. Look at them under [Towns](/staedte/{ $municipality }), and press “Still true”.
hold-not-for-exercises = Set public_exercises: true on the account if its followers may see an exercise, or rehearse in the sandbox.
    .on-page = No exercise may be seen on this account. Use a [practice](/ueben) instead.
hold-account-gone = The post { $post } is on an account that is no longer in `municipalities.yaml`. Delete it there by hand, and say so: ausrufer resolve { $key } --absent --by NAME. Or add the account again.
    .on-page = The post { $post } is on an account that is no longer in the file of municipalities. Delete it there by hand, and tell the operator.
hold-account-stopped = { $reason }. Repair it at the platform, then: ausrufer resume --account { $account } --by NAME
    .on-page = { $reason }. Once that is repaired at the platform, resume the account under [Accounts](/konten).
hold-says-the-same = { $other } says the same on this account, and that still holds. There is nothing to do.
    .on-page = The account says the same already, and that still holds. There is nothing to do.
hold-nothing-to-correct = The original was never published here in this language. There is nothing to do.
hold-original-unknown = Nobody knows yet whether the original is published. It is being looked for.
hold-own-words = The original has words of its own and never arrived. Announce it again with the right words.
hold-not-put-right = According to the correction { $by }, what this would say is wrong, but the facts still say it. Enter what is right: then the post goes out. If all is right by now, raise the edition of its announcement. If the correction itself is the mistake, withdraw that first: ausrufer announce retraction --withdraws { $by } --by NAME
    .on-page = According to a correction, what this would say is wrong, but the facts still say it. Enter what is right under [Towns](/staedte): then the post goes out. If all is right by now, report it again. If the correction itself is the mistake, withdraw it first.
hold-still-over = { $by } withdraws the all-clear, but by the facts of { $municipality } it is still over, and this would say so again. Write what is true: ausrufer set { $municipality } phase=identified --by NAME, and what is down. If it is over, give the all-clear again: ausrufer announce all-clear --as { $municipality } --by NAME
    .on-page = The all-clear is withdrawn, but by the facts it is still over, and this would say so again. Say under [Towns](/staedte/{ $municipality }) what is down. If it is over, give the all-clear again from [Situation](/).
hold-no-credential = It has no usable credential. `check` says which line of .env is missing or damaged.
    .on-page = The account is not connected. Tell the operator.
hold-older-file = The state file says again what an older version said. Confirm that this is meant: ausrufer approve --older-file --by NAME
    .on-page = The state file says again what an older version said. The operator must confirm that this is meant.
hold-too-alike = { $percent } % of it is also said by { $other }, and { $platform } suspends accounts for near-duplicates. Give { $municipality } an instruction or a contact of its own (ausrufer set { $municipality } instruction.de="…" --by NAME), or write words of its own for { $municipality }.
    .on-page = { $percent } % of it is also said by { $other }, and { $platform } suspends accounts for near-duplicates. Set what people should do there, or a contact of its own, under [Towns](/staedte/{ $municipality }).
hold-refused = The platform refused it: { reason-given }. Change the facts or words and raise the edition.
    .on-page = The platform refused it: { reason-given }. Change the facts under [Towns](/staedte), and say it again.
hold-unknown = Nobody knows yet whether it is published: { answer-lost }. { $decides ->
        [staff] Look at the account.
       *[program] It is being looked for.
    }{ $next ->
        [none] { "" }
       *[other] { " " }Until that is settled { $next } waits.
    }
    .on-page = Nobody knows yet whether it is published: { answer-lost }. { $decides ->
        [staff] Look at the account.
       *[program] It is being looked for.
    }{ $next ->
        [none] { "" }
       *[other] { " " }Until that is settled the next one waits.
    }
hold-too-late = After the post before it, it must wait until { $time }, which is after its `until`. Give it a later `until`, or announce it with a new id and without `updates`: then it waits for no other post.
    .on-page = After the post before it, it must wait until { $time }, and by then it is too late. If it must be said, report it again: then it waits for no other post.
hold-not-in-file = { $action ->
        [edit] { $target } is wrong and still published: { $announcement }, which would edit it, is no longer in the state file. Put it back.
        [delete] { $target } is wrong and still published: { $announcement }, which would delete it, is no longer in the state file. Put it back.
       *[publish] It waits, but its announcement is no longer in the state file. Put it back, or withdraw it.
    }
    .on-page = { $action ->
        [edit] A wrong post is still published: what would edit it is no longer in the state file. Tell the operator.
        [delete] A wrong post is still published: what would delete it is no longer in the state file. Tell the operator.
       *[publish] It waits, but its announcement is no longer in the state file. Tell the operator.
    }
hold-paused = { $target } is wrong and still published: paused since { $time } by { $by }. To continue: { $command }
    .on-page = A wrong post is still published: paused since { $time } by { $by }. [See what would go out](/weiter)
reason-given = { $reason ->
        [none] no reason given
       *[other] { $reason }
    }
answer-lost = { $reason ->
        [none] the answer was lost
       *[other] { $reason }
    }

delay-retry = { $reason ->
        [none] they were tried before
       *[other] { $reason }
    }
delay-breaker = { $server } accepts nothing now ({ $reason })
delay-limit = { $count } { $of ->
    [posts] { $count ->
        [one] post
       *[other] posts
    }
    [calls] { $count ->
        [one] call
       *[other] calls
    }
    [deletes] { $count ->
        [one] delete
       *[other] deletes
    }
   *[other] { $of }
 } per { $per } in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
 }
delay-budget = a budget of ${ NUMBER($usd, minimumFractionDigits: 2, maximumFractionDigits: 2) } in 24 hours
