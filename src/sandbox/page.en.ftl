# What the pages of the sandbox say.
title-overview = What citizens read
banner = { $platforms } are imitated here. Nothing of this is public.
to-posts = Skip to the posts
lost = The sandbox no longer answers. This is the last that is known.
deleted-note = On the platforms, deleted posts can no longer be seen.
other-language = Deutsch
account-of = { $name } on { $platform }
missing = There is no such page
missing-text = There is nothing at this address.
all-accounts = All accounts
only = only { $platform }
name = Town, municipality or district
name-example = for example Siegen
platform = Platform
all-platforms = { $n ->
        [2] both
       *[other] all
    }
show = Show
show-all = Show everything
bodies = { $n ->
        [1] municipality or district
       *[other] municipalities and districts
    }
accounts = { $n ->
        [1] account
       *[other] accounts
    }
posts = { $n ->
        [1] post
       *[other] posts
    }
edited = edited
deleted = deleted
as-of = As of
no-account = No account on { $platform }
fault = Imitated fault: { $fault }
no-post = No post yet.
all-posts = All { $n } posts
silent = Without a post so far ({ $n })
nobody-yet = Nobody has posted here yet.
nobody-found = Nobody matches this search.
length = { $length } of { $most } characters
answers-gone = Reply to a post that is not here
answers = Reply to
answers-post = the post of { $time }
deleted-at = Deleted on
deleted-public = The public can no longer see it.
edited-at = Last edited on
earlier = { $n ->
        [1] Earlier wording
       *[other] { $n } earlier wordings
    }
time = { $time }

# Faults, by the word in the account's handle

fault-fails_429 = The rate limit is spent: 429 until the next window.
fault-fails_500 = The answer is 500, and nothing was done.
fault-fails_502 = The answer is 502, and nothing was done.
fault-fails_503 = The answer is 503, and nothing was done.
fault-fails_504 = The answer is 504, and nothing was done.
fault-fails_401 = The token was revoked: 401 to everything.
fault-bursts_401 = The first three requests are answered 401, as in an outage of X.
fault-fails_404 = The address of posts answers 404.
fault-fails_422 = The platform refuses every text: 400 or 422.
fault-no_credit = The credit of the app is spent: 402.
fault-duplicate = Every text is taken for a duplicate: 403.
fault-suspended = The account is suspended: 403 to everything.
fault-locked = The account is locked until a person signs in: 403.
fault-automated = The spam filter takes every post for an automated one: 403.
fault-not_permitted = Every post is refused without a reason: 403.
fault-refuses_reply = Replies are refused, other posts are taken.
fault-app_limit = All accounts have used up the app's posts of the day: 429.
fault-app_suspended = The app is suspended: 403 to everything.
fault-app_forbidden = The app has no project: 403 to everything.
fault-read_only = The token may read but not write: 403.
fault-redirects = Posting is answered 301. A client that follows it sends a GET: no post.
fault-answers_html = HTML comes back with 200, and nothing was done.
fault-accepts_html = The post is published, but HTML comes back with 200.
fault-html_503 = HTML comes back with 503, and nothing was done.
fault-accepts_503 = The post is published, but the answer is 503.
fault-cuts_before = The connection is cut, and nothing was done.
fault-accepts_then_cuts = The post is published, then the connection is cut.
fault-accepts_then_hangs = The post is published, and no answer ever comes.
fault-cuts_body = The post is published, and the connection is cut in mid-answer.
fault-hangs = Nothing is done, and no answer ever comes.
fault-accepts_late = The connection is cut, and the post is published a minute later.
fault-mixed_up = The post is published, but the answer is the one to a post of another account.
fault-never_deletes = Every deletion is answered with a web page, and nothing is deleted.
fault-slow = Every answer takes three seconds.
fault-slow_timeline = The timeline is twenty seconds behind.
fault-no_timeline = The timeline cannot be read: 503.
fault-wrong_identity = The token belongs to another account.
fault-ignores_keys = The Idempotency-Key is ignored, as by snac2 and GoToSocial.
fault-replay_500 = A repeated Idempotency-Key is answered 500 although the post is there.
fault-renders_markup = Backticks and < in a post are shown as markup, as by Hollo and snac2.
