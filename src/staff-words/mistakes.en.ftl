### What each code of a mistake means, and what to do; then its sentences with the details: `.case`, and `.case-advice`
### where the advice is more precise. `npm run types` tells the compiler of them, `npm run docs` makes docs/errors.md.

## any file

unreadable = A file or folder cannot be read.
    .advice = Check the path, or name the folders with --config DIR and --messages DIR.
    .absent = { $file } does not exist
    .here = { $file } cannot be read ({ $error })
not-utf8 = The file is not UTF-8 text.
    .advice = Save it again with the encoding UTF-8.
    .here = { $file } is not UTF-8
not-text = The file contains zero bytes.
    .advice = Saving it has damaged it: restore it.
empty-file = The file has no content.
    .advice = If it should have some, restore it.
too-big = A file, list or number is larger than allowed.
    .advice = Stay within the limit that the message names, such as 8 MiB for a file, 20,000 entries in a list, 5,000 announcements.
    .here = { $name } must { $unit ->
            [none] be
           *[other] have
        } { $limit }
    .here-advice = Write { $limit }.
    .file = the file has { $bytes } bytes, and { $max } are allowed
    .file-advice = Shorten it to { $max } bytes. Is it the right file?
    .entries = more than { $max } entries, commas or comments follow each other here
    .entries-advice = Write at most { $max }. Was the file damaged?
    .at = { $where } has more than { $max } bytes
    .at-advice = Shorten it to { $max } bytes. Is it the address of the state file?
    .announcements = the file has more than { $max } announcements: { $n }
    .announcements-advice = Remove the oldest, which nobody will have to correct any more, each with all that corrects, withdraws or updates it. Their posts stay.
too-small = A text, list or number is smaller than allowed.
    .advice = Write at least as much as the message names.
    .here = { $name } must { $unit ->
            [none] be
           *[other] have
        } { $limit }
    .here-advice = Write { $limit }.
more-mistakes = There are more mistakes than are listed.
    .advice = Correct those listed, then `check` again.
    .here = and { $n } more { $n ->
            [one] mistake
           *[other] mistakes
        }

## YAML syntax

bad-yaml = The file is not valid YAML.
    .advice = Compare the line with the one above: indent, colon, quotes.
    .here = this is not YAML: { $why }
    .here-advice = Indent this line like its neighbours, with spaces instead of tabs. Put a text with : # @ ! or \ in quotes, best in single quotes: '…'.
cut-off = A quote or bracket is still open at the end.
    .advice = Close it, or restore a file that was cut off.
    .here = this is not YAML: { $why }
several-documents = The file contains a second document.
    .advice = Remove the line `---` or `...`.
too-deep = Too many levels are nested.
    .advice = Look for a superfluous bracket or dash.
    .here = there are more than { $max } levels inside each other
yaml-directive = A line such as `%YAML` changes how the file is read.
    .advice = Remove it.
yaml-tag = A value has a tag such as `!thing`.
    .advice = Remove the tag, or put the text in quotes.
    .here = the tag `{ $tag }` means nothing here
bad-key = A key is not text.
    .advice = Put the key in quotes.
    .here = the key `{ $typed }` is not text
    .here-advice = Put it in quotes: "{ $typed }".
    .unnamed = this key is not text
    .unnamed-advice = Write one word before the colon.
duplicate-key = A key occurs twice in one map.
    .advice = Keep one of the two.
    .here = there are two keys `{ $name }`
    .within = `{ $name }` is part of `{ $whole }`
    .within-advice = Keep one of the two. To say more about a service than its status, give the status as `services.ID.status`.
bad-alias = An alias `*name` repeats what is written elsewhere.
    .advice = Write it out, or use the facts of `all` or of a group.
    .here = `*{ $name }` would repeat what is written elsewhere

## keys and values

missing-key = A required key is missing.
    .advice = Add it; the advice shows an example.
    .here = { $name } is missing
    .here-advice = Add `{ $key }:`, { $expected }. { $example }
    .estimate = an estimate `{ $kind }` needs `{ $key }`
    .estimate-advice = Add `{ $key }: 2023-11-06`, or write `kind: unknown`.
    .place = `urgent-at` needs a `place`
    .place-advice = Add `place:` with what the sign says.
    .of-kind = a { $kind } announcement needs `{ $key }`
    .of-kind-advice = { $kind ->
            [correction] Add `corrects:` with the id of what was wrong; in the command, --corrects.
            [retraction] Add `withdraws:` with the id of what is taken back; in the command, --withdraws.
            [notice] Add `text: {"{"}de: "…"{"}"}`, in the command --text: a notice has no other words.
            [restoration] Add `services: [vehicle-registration]` or `reach: [phone]`, in the command --services vehicle-registration or --reach phone: what works again.
           *[contacts] Add `contact:`, in the command --contact, with its id in the facts: hotline.
        }
    .post-as = nobody says this: `post_as` is missing
    .post-as-advice = Add `post_as:` with municipalities, groups or `all`.
empty-value = A key has no value.
    .advice = Write the value, or remove the line.
    .here = { $name } is empty
    .here-advice = Write { $expected }, or leave the line out. A text that begins with # needs quotes. { $example }
unknown-key = The key does not exist here.
    .advice = Choose one of the keys that the advice lists.
    .here = there is no key { $name }
    .here-advice = The keys here are { $keys }.
    .merge = there is no key { $name }
    .merge-advice = YAML 1.2 has no merge keys: write the lines out, or use the facts of `all` or of a group.
    .estimate = an estimate `{ $kind }` has no `{ $key }`
    .estimate-advice = Remove `{ $key }`, or choose another kind.
unknown-word = The value is not an allowed word.
    .advice = Choose one of those that the advice lists.
    .role = There is no role { $name }
    .role-advice = Roles are { $roles }; in one place only: writer=ID.
    .no-role = No role is named: { $name } would lose every right
    .no-role-advice = Name every role that { $name } is to have, with --role: { $roles }. To leave only viewing and pausing: --role stopper.
    .here = { $name } cannot be { $written }
    .here-advice = Write { $expected }.
wrong-type = The value has the wrong type.
    .advice = Write a text, number, list or map, as the advice says.
    .here = { $name } is { $given }, and { $expected } belongs here
    .here-advice = Write { $expected }.
    .example = { $name } is { $given }, and { $expected } belongs here
    .example-advice = For example: { $example }
not-quoted = A number appears where a text belongs.
    .advice = Put it in quotes, or a leading zero is lost.
    .here = { $name } is { $given }, and text belongs here
    .here-advice = Put it in quotes: "{ $typed }".
    .number = { $name } is { $given }, and text belongs here
    .number-advice = Put it in quotes: "{ $typed }". Without them a leading zero is lost.
not-allowed = The value is not allowed.
    .advice = Compare it with the file that is shipped.
    .here = { $name } is not allowed like this
wrong-order = The end is not after the beginning.
    .advice = Check both times.
    .here = `{ $second }` is not after `{ $first }`
bad-id = An id has other characters than a-z, 0-9 and -.
    .advice = Change it as the advice suggests.
    .id = { $written } is not an id
    .id-advice = Ids have lower-case letters, digits and hyphens only, at most 64.
    .digest = { $written } is not a digest
bad-language = This is not a language code.
    .advice = Write the two letters of ISO 639-1: `de`, `en`. Leichte Sprache is `de-simple`.
    .here = { $written } is not a language
    .untranslated = There are no translations into { $language }
    .absent = A language is missing
    .absent-advice = Name it: ausrufer translations ar …
bad-url = This is not the address of a web page.
    .advice = Write it with https://, without a password.
    .page = { $written } is not the address of a page
    .page-advice = Write it in full, with https://, without a name or password in it.
    .server = { $written } is not the address of a server
    .server-advice = Write https:// and the name of the server. Without the s only for this machine: http://127.0.0.1:3000.
    .database = this is not the address of a PostgreSQL database
    .database-advice = Write postgres://host/name, or null for the built-in ledger.
    .variable = { $name } is not the address of a server
    .variable-advice = Write it in full, with https:// (without the s only for this machine) and without a name or password, or leave it out.
    .state = { $where } is not an address
bad-phone = This is not a phone number.
    .advice = Write it with + and the country code, in quotes.
    .emergency = { $written } is an emergency number: people who call it about the town hall keep the line busy
    .emergency-advice = Write a number at which the town itself answers. Whether 110 and 112 work is said by the service emergency-calls.
    .emergency-advice-on-page = Give a number at which the town itself answers. Say under the services whether 110 and 112 work.
    .here = { $written } is not a phone number
    .here-advice = With + and the country code in front, and no 0 after it: "+49 221 4710119". Apart from digits only spaces and - / ( ) are possible.
    .here-advice-on-page = Give the number alone, with its area code: 0221 4710119 or +49 221 4710119.
bad-email = This is not a mail address.
    .advice = Write the address alone.
    .here = { $written } is not a mail address
bad-hours = These are not hours.
    .advice = Write days and times: Mo-Fr 08:00-16:00.
    .time = { $written } is not a time of day
    .time-advice = Write "08:00".
    .days = { $written } are no days of the week
    .days-advice = Write mo-fr, or one day: sa.
    .order = the end is not after the beginning
    .order-advice = Write the end of the day as 24:00, and what follows after midnight as times of the next day: Mo-Fr 20:00-24:00, Di-Sa 00:00-06:00.
    .here = { $written } are no hours
    .here-advice = Write days and times, such as "{ $example }" or "Di, Do 08:00-12:00, 14:00-16:00", or "24/7". Anything else belongs in `note`.
    .here-advice-on-page = Write days and times, “{ $example }” or “Di, Do 08:00-12:00, 14:00-16:00”, or “24/7”.
bad-cron = This is not a schedule.
    .advice = Write five fields, minute hour day month weekday: "0 8,16 * * 1-5" is at 8 and at 16 from Monday to Friday.
    .fields = { $written } is not a schedule: it has { $n } { $n ->
            [one] field
           *[other] fields
        }, not five
    .tick = { $written } does not suit `tick`: programs differ in how they read `?`, a step without a range as in 0/20, and a day beside a weekday
    .tick-advice = Set `tick` in config.yaml to every minute: "* * * * *".
    .random = { $written } is not a schedule: `H` would be a random time
    .here = { $written } is not a schedule: { $why }
empty-text = The text is empty, or has only punctuation and symbols.
    .advice = Write it, or remove the line.
no-words = No language has a text here.
    .advice = Write at least one, for example {"{"}de: "…"{"}"}.
    .instruction = an instruction has either `text` or `say`
    .instruction-advice = Write one of the two.
too-long = A text is longer than allowed, or a message does not fit an account.
    .advice = Shorten it.
    .here = this text has { $n } characters
    .here-advice = Write at most { $max }.
    .kind = The shortest { $kind } in { $language } of { $municipality } has { $length } of { $limit } characters on { $account }{ $unbannered ->
            [none] { "" }
           *[other] , without the exercise banner { $unbannered }: it is too long only in an exercise
        }
    .kind-advice = Shorten what was prepared for { $municipality }, or give its sentences a shorter form in messages/{ $language }.ftl. The text with everything that may become known: "{ $text }"
unseen-character = The text contains an invisible character.
    .advice = Type it instead of pasting it.
    .start = this text has the invisible character { $character } at its beginning
    .after = this text has the invisible character { $character } after `{ $before }`
    .break = this text has a line break

## times and days

not-a-time = This is not a time.
    .advice = Write it as "2023-10-30 06:30", in quotes.
    .here = { $written } is not a time
    .here-advice = Write the day and the time like "2023-10-30 06:30", or with an offset like 2023-10-30T06:30:00+01:00.
not-a-day = This is not a day.
    .advice = Write it as "2023-10-30", in quotes.
    .here = { $written } is not a day
    .here-advice = Write the day like 2023-10-30: year, month, day.
day-not-time = A day is given where a time is needed.
    .advice = Add the time of day.
    .here = `{ $text }` is a day, and a time of day is needed
    .here-advice = Write "{ $text } 08:00".
time-not-day = A time is given where a day is needed.
    .advice = Remove the time of day.
    .here = `{ $text }` is a time, and a day is needed
    .here-advice = Write only the day: { $day }.
no-such-day = This day does not exist.
    .advice = Check year, month and day.
    .here = there is no day `{ $text }` in this century
    .here-advice = Write the day like 2023-10-30: year, month, day.
no-such-time = Clocks skip this local time that night.
    .advice = Write one of the two times offered.
    .here = `{ $text }` does not exist in { $zone }: the clocks skip it that night
    .here-advice = Write { $before } (the clock as before the change) or { $after } (as after it).
ambiguous-time = This local time occurs twice that night.
    .advice = Write one of the two times offered.
    .here = `{ $text }` comes twice in { $zone }: the clocks are put back that night
    .here-advice = Write { $before } (the clock as before the change) or { $after } (as after it).
costly-number = Callers of a number pay extra, and no price is given.
    .advice = Give a number at the usual rate, or say the price with it.
odd-time = A time is in the past, or far ahead.
    .advice = Check it: a warning, nothing is held.
    .passed = this time has passed already
    .passed-advice = Take a later one, or none.
not-yet = A fact names a time that has not come yet.
    .advice = Correct it: until then nothing new is said from these facts.
    .here = `{ $key }` is in the future

## municipalities.yaml and services.yaml

bad-ags = The AGS is wrong for this municipality.
    .advice = It has 8 digits, that of a district 5, that of an association of municipalities 9.
    .absent = `{ $id }` has no `ags`
    .absent-advice = Add its official municipality key, in quotes. Only a zweckverband has none.
    .here = { $written } is not an official municipality key
    .zero = { $written } is not an official municipality key: the leading zero is missing
    .zero-advice = Write "{ $right }". In a spreadsheet the column needs the format Text.
    .taken = `{ $ags }` is already the key of `{ $owner }`
    .taken-advice = Each municipality has its own: check both.
    .town = `{ $id }` is a district, and `{ $ags }` is the key of a town
    .district = `{ $id }` is a { $kind }, and `{ $ags }` is the key of a district
    .association = `{ $id }` is a stadt, and `{ $ags }` is the key of an association of municipalities
    .outside = `{ $ags }` is not in `{ $district }`, whose key is `{ $key }`
    .outside-advice = Keys of towns begin with that of their district: check `ags` and `part_of`.
bad-table = The table of the municipalities has a mistake.
    .advice = `ausrufer init --help` explains the columns.
    .quotes = a cell does not end here as it should
    .quotes-advice = Put a cell that contains a quotation mark into quotation marks, and double the inner one. A spreadsheet does so when it saves as CSV.
    .column = there is no column { $name }
    .column-advice = The columns are { $columns }. Remove every other.
    .columns = there are two columns { $name }
    .columns-advice = Keep one of the two.
    .no-id = the column `id` is missing
    .no-id-advice = The first row names the columns, and each municipality needs an id: small letters, without umlauts, with hyphens.
    .empty = the table names no municipality
    .empty-advice = Write a row for each municipality below the row with the columns.
    .cell = { $text } has no column above it
    .cell-advice = Name the column in the first row, or empty the cell. A cell that contains the separator belongs in quotation marks.
    .formula = { $text } is a formula, or what a spreadsheet shows where one failed
    .formula-advice = Write into the cell what it should say.
    .no-name = this municipality has no `id`
    .no-name-advice = Give it one: small letters, without umlauts, with hyphens.
    .twice = { $id } is in line { $line } already
    .twice-advice = Each municipality has one row, and an id of its own.
    .missing = `{ $key }` is missing here
    .missing-advice = Fill in the cell of this row in that column; `ausrufer init --help` explains it.
bad-handle = This cannot be a handle on this platform.
    .advice = Copy it from the profile, without @ and server.
    .here = { $written } is not a handle on { $platform }
    .here-advice = Write the name of the account without @ and without the server. Letters, digits and { $signs } only.
bad-leika = A LeiKa key has 14 digits.
    .advice = Correct it, or remove the line.
    .here = { $written } is not a LeiKa key
bad-phrase = The phrase of a service has its object in one pair of braces.
    .advice = Write it like {"{"}Personalausweise{"}"} beantragen
    .here = { $written } has other braces: they would go out with it
taken-id = An id is used twice.
    .advice = Give each municipality, group and account an id of its own.
    .municipality = `{ $id }` is already a municipality
    .all = `all` means everybody
    .account = the account id `{ $id }` is already at `{ $owner }`
listed-twice = An entry of a list is in it twice.
    .advice = Keep one: it would be said twice, or never.
    .here = { $written } is in this list twice
same-account = Two entries name the same account.
    .advice = Keep one: posts would be published twice.
    .here = @{ $handle } on { $where } is already at `{ $owner }`
part-of-itself = A municipality is part of itself.
    .advice = Name its district, or remove the line.
    .here = `{ $id }` cannot be part of itself
foreign-language = An account posts in a language its municipality lacks.
    .advice = Add it there, or remove it here.
    .here = `{ $account }` posts in `{ $language }`, which `{ $municipality }` does not speak
group-in-group = A group has a group as a member.
    .advice = List the municipalities instead.
    .here = `{ $word }` is a group itself
unknown-municipality = No municipality or group has this id.
    .advice = Correct it; municipalities.yaml lists them.
    .who = No municipality or group is called { $name }
    .who-advice = `ausrufer who` lists them; all is everywhere.
    .here = nobody has the name { $written }
    .here-advice = Ids of municipalities and groups are in municipalities.yaml; `ausrufer who` lists them.
    .several = { $written } is more than one name
    .several-advice = Give exactly one id: of a municipality, of a group, `all`, or `towns-of/DISTRICT` for all towns of a district. Give each further one separately.

## config.yaml and .env

unknown-time-zone = This time zone does not exist.
    .advice = Write it like `Europe/Berlin`.
    .here = there is no time zone { $written }
    .here-advice = Write a name of the IANA list: Europe/Berlin.
bad-host = The program cannot listen here.
    .advice = Write 127.0.0.1 for this machine, 0.0.0.0 for all.
    .here = { $written } is not an address to listen on
    .port = this user may not listen on port { $port }
    .port-advice = Set a port from 1024 in config.yaml; a reverse proxy can be in front of it.
claim-too-short = A claim must last for several sends.
    .advice = Raise claim_seconds, or lower send_timeout_seconds.
    .here = a claim of { $claim } s is too short for sends of { $send } s on { $channel }
    .here-advice = Make claim_seconds at least { $least }, or send_timeout_seconds at most { $most }.
quiet-too-short = The quiet time must exceed claim and send together.
    .advice = Raise quiet_seconds.
    .here = { $quiet } s of quiet are not longer than a claim and a send together ({ $claim } s + { $send } s) on { $channel }
    .here-advice = Make quiet_seconds more than { $least }: a post that is sent again too early goes out twice.
console-origin = The console cannot be at this address.
    .advice = Write an https address with a domain name; http://localhost:8082 only while sandbox is true.
    .here = nobody could sign in to a console at { $origin }
secret-in-file = config.yaml contains a secret.
    .advice = Move it to .env, and replace it if others saw it.
    .database = the database address has a password in it
    .database-advice = Passwords belong in .env: write the whole address there as DATABASE_URL.
missing-token = A credential is missing.
    .advice = Add the line that the message names to .env.
    .account = { $variable } is missing: the secret of `{ $account }`
    .account-advice = Connect the account: `ausrufer connect { $account }`. Or add the line { $variable }=… to .env.
    .app = { $variable } is missing: the secret of the app on { $platform }
    .app-advice = Add the line { $variable }=… to .env, or set it in the environment.
damaged-token = A credential contains blanks or line breaks.
    .advice = Copy it again, on one line.
    .here = { $variable } has blanks, line breaks or other characters in it that no secret has
    .here-advice = Copy it again, in one line, without quotes inside.
slow-tick = Ticks are too far apart.
    .advice = Set `tick` in config.yaml to every minute: "* * * * *".
    .here = with `tick: "{ $tick }"` at times { $apart } minutes pass between two rounds: nothing new goes out meanwhile, and staff hear of nothing
proxy-unknown = The console does not know the address of its reverse proxy.
    .advice = Set `console.trusted_proxy` in config.yaml to the IP address from which the proxy asks: 127.0.0.1 if it runs on this machine.
    .here = without `console.trusted_proxy` as an IP address, all tries to sign in are counted together: a single stranger can lock everybody out of the console
open-secrets = Other users of the machine can read `.env`.
    .advice = `chmod 600 .env`.
    .here = { $file } can be read by other users of this machine
placeholder-token = A credential is still the example.
    .advice = Put the real one in its place.
    .account = { $variable } still holds the placeholder of an example
    .account-advice = Put the secret of `{ $account }` there.
    .app = { $variable } still holds the placeholder of an example
    .app-advice = Put the secret of the app on { $platform } there.
shared-token = Two accounts have the same token.
    .advice = Give each its own: posts would go astray.
    .here = { $variable } is the same token as that of the account `{ $owner }`
    .here-advice = A post of `{ $account }` would appear on another account: put its own token there.
no-token-needed = In the sandbox no account needs a token.
    .advice = Write sandbox: false into config.yaml: as long as the state file says mode: draft, nothing is posted.
    .sandbox = In the sandbox no account needs a token, and the platforms are not asked
not-connected = The account was not connected.
    .advice = Start again.
    .begin = { $account } could not be connected on { $platform }: { $why }
    .begin-advice = Check the keys and the permissions of the app, and whether the platform answers.
    .by-hand = { $account } cannot be connected by this command
    .by-hand-advice = Make the token on { $platform }, and put it into .env.
    .code = { $platform } gave no token of { $account } for this code: { $why }
    .code-advice = A code works once, and not for long: start again. If the page did not know the app, first delete the lines …_CLIENT_ID and …_CLIENT_SECRET of this server from .env.
    .no-code = No code came for { $account }
    .no-code-advice = Start again, and type the code that { $platform } shows; a script connects one account at a time, and hands the code to standard input. If the page did not know the app, first delete the lines …_CLIENT_ID and …_CLIENT_SECRET of this server from .env.
    .unsaved = The token of { $account } is lost, because it could not be kept
    .unsaved-advice = Mend what is named above, and connect the account again.
not-revoked = The token was not revoked.
    .advice = Revoke it on the platform.
    .none = .env has no complete token of { $account }
    .none-advice = `ausrufer connect` shows which accounts are connected.
    .why = { $platform } did not confirm that the old token of { $account } is revoked: { $why }
    .why-advice = Try again, or withdraw the consent on { $page } as this account, and connect it again afterwards.
set-elsewhere = A credential does not come from .env.
    .advice = Remove it there: the environment, and a file of its own, win over .env.
    .here = { $variable } does not come from { $file } but from the environment, or from a file of its own
database-url = DATABASE_URL is not a PostgreSQL address.
    .advice = Write postgres://USER:PASSWORD@HOST/NAME.
    .unset = DATABASE_URL is not set
    .unset-advice = Write it into .env, or name a file or an address.
    .neither = What --to names is neither DATABASE_URL, nor the address of a PostgreSQL database, nor a file that ends with .sqlite
    .neither-advice = Write --to DATABASE_URL, or --to data/live.sqlite.
    .here = DATABASE_URL is no address of a PostgreSQL database
    .here-advice = Write it as postgres://user:password@host:5432/database; characters such as @ and / in the password as %40 and %2F.

## the incident state file

no-state-file = There is no state file at this path.
    .advice = Name it with --state, or restore it.
    .here = There is no state file at { $file }
    .folder = { $file } is a folder
    .device = { $file } is a pipe or a device, not a file
state-unreadable = The state file cannot be read.
    .advice = Check its permissions and the disk.
    .here = { $file } cannot be read: { $error }
state-unreachable = The state file's address does not answer.
    .advice = Open it in a browser: is it there?
    .status = { $where } answers { $status }
    .late = { $where } did not answer within { $seconds } s
    .here = { $where } cannot be reached
state-is-a-page = The state file's address leads to a web page.
    .advice = Use the address of the raw file.
    .here = { $where } answers with a web page
insecure-state = The state file is read from an address without TLS.
    .advice = Use https.
    .here = { $where } is an address without TLS
    .elsewhere = { $where } leads to another host, or to one without TLS
state-elsewhere = The state file cannot be written from here.
    .advice = Change it where it is kept.
    .here = { $where } cannot be written from here
    .here-advice = Change it where it is kept, or name a file with --state FILE.
    .here-on-page = The state file is changed where it is kept: { $where }
    .here-advice-on-page = Here you see what it says and what goes out. You can approve, settle and stop here too.
    .signed = { $where } is signed, and cannot be changed from here
    .signed-advice = Only the owner of the key can change and sign it (docs/operations.md, "A signed state file").
    .signed-on-page = The state file { $where } is signed: the owner of the key changes it and signs it again
    .signed-advice-on-page = Here you see what it says and what goes out. You can approve, settle and stop here too.
state-unsigned = The state file is not signed as config.yaml demands, or is an old one.
    .advice = Have it signed again by the owner of the key under `state.signature`.
    .here = { $file } is not signed: its last line is no `# signature: …`
    .wrong = { $file } was changed after it was signed, or signed with another key
    .undated = a signed state file must say when it was brought up to date
    .undated-advice = Write `updated` under `incident`, and sign it again.
    .old = the signed state file is of { $updated }, and one of { $signedAt } was accepted already
    .old-advice = Somebody serves an old file. If it is meant, write a new time for `updated` under `incident`, and sign it again.
bad-public-key = The key that signs the state file is no Ed25519 public key.
    .advice = Take the line that `openssl pkey -in state-key.pem -pubout` prints between its first and last.
    .here = { $written } is no Ed25519 public key in base64
secret-in-state-file = The state file contains a secret of .env.
    .advice = Remove it, and replace it.
    .here = { $file } contains a secret from .env
    .here-advice = Remove it at once, and make a new one on the platform: everyone who can read the file may have seen it.
not-editable = A command cannot write where the state file has an alias, an anchor, plain text where keys are expected, or a key twice.
    .advice = Write out there what is true, once, without & and *.
    .advice-on-page = Tell the operator.
    .here = { $path } cannot be written: line { $line } has an alias, an anchor, plain text where keys are expected, or a key twice
not-written = A file cannot be written.
    .advice = Check its path, the permissions of its folder, and the disk.
    .here = { $file } cannot be written: { $error }
    .exists = { $file } exists already
    .exists-advice = Nothing is overwritten: name another place.
changed-meanwhile = The files or the texts changed after they were read.
    .advice = Nothing was written: start again, and read what goes out now.
    .file = Somebody else changed { $file } meanwhile
    .rights = Somebody else changed the rights of { $name } meanwhile
    .rights-advice = Nothing was changed. Open the page of the person again: it shows what holds now.
    .read = The files or the texts changed after you read them
    .read-advice = Nothing was changed. Start again and read what goes out now.
env-unreadable = The file .env cannot be read, is suddenly empty, or suddenly names no database.
    .advice = Put it back, and let the program read it.
    .empty = { $file } is empty or gone
    .empty-advice = Put it back, or start the program again.
    .here = { $file } cannot be read ({ $error })
    .here-advice = Let the user of the program read it.
    .named = the file { $file } with { $name } cannot be read, or is empty
    .named-advice = Put it back, and let the program read it: without it everything would go to another ledger.
    .encoding = { $file } is not saved as UTF-8
    .encoding-advice = Save it as UTF-8.
    .lost = { $name } is no longer in .env
    .lost-advice = Put it back: without it everything would go to another ledger. If that is meant, write { $name }= with nothing behind it, or start the program again.
state-changing = Others keep changing the state file.
    .advice = Wait for them, then repeat the command.
    .here = { $file } keeps being changed by others
    .here-advice = Wait until they are done, then call it again.
    .worker = The state file keeps being changed by others
    .worker-advice = Run it again.
bad-hashtag = This is not a good hashtag.
    .advice = Write it without #, each word with a capital letter.
    .here = { $written } is not a hashtag that everybody can read
    .here-advice = Write it without # and blanks, each word with a capital letter, so that screen readers can read it.
affects-nobody = The incident affects no municipality.
    .advice = List some, or remove `affects` to mean all.
unknown-service = services.yaml has no such service.
    .advice = Correct the id, or add it.
    .here = there is no service { $written }
    .here-advice = Services are listed in services.yaml: add it there, with its name, if it is missing.
unknown-contact = Nobody this is about has this contact.
    .advice = Correct the id, or add it to the facts.
    .here = no municipality that `{ $announcement }` is about has a contact { $written }
    .here-advice = Contacts are in the facts, under `contacts`. If this one no longer applies, leave it there and give it an end: `contacts.{ $contact }.until`. Only if it was wrong, withdraw `{ $announcement }` first.
    .removed = without the right number or address, the post can only be withdrawn
    .removed-advice = [Withdraw it](#withdraw). Then remove the wrong number or address under [Towns](/staedte).
unverified-contact = Nobody has verified this number.
    .advice = Call it, then add `verified_by`.
    .advice-on-page = Call there, and tick “I called there” at this number under [Towns](/staedte).
    .here = nobody has verified the number of `{ $contact }` of `{ $who }`
    .here-on-page = nobody has checked the number “{ $contact }” of { $who }
no-towns = Facts are written for a group without members, or for the towns of a municipality that has none.
    .advice = Write them for those they are true of.
    .here = nobody belongs to `{ $of }`: these facts are nobody's
no-way = A contact has no phone, email, url or place.
    .advice = Add one.

## announcements

duplicate-id = Two announcements have the same id.
    .advice = Give one of them another id.
    .here = there are two announcements `{ $id }`
    .here-advice = Give it an id of its own. To say it again, raise its `edition`.
unknown-announcement = The announcement referred to is missing.
    .advice = Correct the id, or restore it.
    .here = no announcement has the id { $written }
    .here-advice = What was said before must stay in the file.
wrong-kind = A key does not belong to this kind.
    .advice = Change the kind or the key, as advised.
    .key = `{ $key }` belongs to a { $only }, and this is `{ $kind }`
    .key-advice = { $key ->
            [reach] Remove `reach`, or write `kind: { $only }`.
           *[other] Write `kind: { $only }`, or `updates` instead.
        }
    .updates = a { $kind } does not update anything
    .updates-advice = Write `{ $instead }` instead.
two-originals = One announcement refers to two others.
    .advice = Write two announcements.
    .here = `{ $first }` and `{ $second }` are in one announcement
circle = Announcements refer to each other in a circle.
    .advice = Refer to the one that came first.
    .here = `{ $id }` answers itself in the end
said-once = This kind of announcement cannot recur.
    .advice = Remove `every`.
    .here = a { $kind } is said once, not every time
own-words = Kinds approved beforehand have no words of their own.
    .advice = Use `kind: notice`.
    .here = `{ $kind }` is approved beforehand, and own words cannot be
    .notice = a notice cannot be approved beforehand
    .notice-advice = Remove `notice`: its words are different every time.
about-nobody = `about` lists nobody.
    .advice = List a municipality or a group, or remove `about`.
nobody-speaks = Nobody affected has one of these names.
    .advice = Name a municipality, or a group with members.
not-affected = The incident does not affect this municipality.
    .advice = Add it to `affects`, or remove it here.
    .here = The incident does not affect `{ $word }` (`affects`). So `{ $word }` can say nothing about it, and cannot be named
may-not-speak = A municipality may not speak about this one.
    .advice = Add this one to its `speaks_for`.
    .here = { $names } may not speak for `{ $word }`
    .here-advice = Remove it here, let somebody else say it, or add `{ $word }` to `speaks_for` in municipalities.yaml.
no-account = A municipality that should speak has no account.
    .advice = Add one, or let another speak.
    .here = `{ $word }` has no account, so that nothing goes out there
too-often = Occurrences come sooner than gap_minutes allows.
    .advice = Check the minute field of `every`.
    .here = this comes again after { $minutes } min, sooner than gap_minutes allows
    .here-advice = Occurrences too close are left out. At 8 o'clock is "0 8 * * *": with a star in front it is every minute of that hour.
said-twice = An account would say the same text twice.
    .advice = Say what is new, or take one of them back.
cannot-be-done = A text asks people for what they cannot do.
    .advice = Change the fact that asks for it, or the one that is against it.
too-alike = The platform would treat two texts as near-duplicates.
    .advice = Set a local fact, or write words of its own.

## messages

no-messages = The folder contains no messages.
    .advice = Name it with --messages.
    .file = { $file } does not exist
    .folder = There are no messages in { $folder }
    .folder-advice = Name the folder of the messages with --messages DIR.
unknown-message = A catalogue has a sentence that does not exist.
    .advice = docs/messages.md lists all sentences.
    .here = There is no sentence `{ $id }`
    .to-sign = There is no sentence `{ $id }`
    .to-sign-advice = `ausrufer translations { $language }` lists what is open.
name-unsaid = A sentence does not name what it is said for.
    .advice = Put it back: otherwise every text lacks the fact.
    .here = `{ $sentence }` does not name ${ $name }
    .here-advice = Write { "{" } ${ $name } { "}" }, or its short form: otherwise every text lacks the fact.
unknown-name = A message file uses a name that does not exist.
    .advice = docs/messages.md lists all names.
    .here = `{ $id }` cannot name ${ $name }
    .here-advice = Its names: { $names }.
    .nameless = `{ $id }` cannot name ${ $name }
    .nameless-advice = It has no names.
    .form = `{ $id }` has no form .{ $name }
    .form-advice = A sentence has forms for less room, .short and .shortest, or for one channel: { $forms }.
    .use = `{ $id }` uses `{ $used }`, which is not in this file
    .through = `{ $id }` uses `{ $used }`, and with it { $names }, which `{ $id }` cannot name
    .through-advice = Write the words themselves, with names of `{ $id }`: otherwise the post is held.
    .circle = `{ $id }` uses `{ $used }`, which comes back to itself
    .circle-advice = Write the words themselves: otherwise the post is held.
    .choice = `{ $id }` asks of ${ $name } whether it is [{ $key }], which it never is
    .choice-advice = In brackets there may be: { $keys }.
    .part = there is no part `{ $part }`
    .part-advice = docs/messages.md lists all parts.
    .unlisted = the part `{ $part }` is in neither list
    .unlisted-advice = Every part is in one of the two lists, once: its place there says when it gives way.
    .placed-twice = the part `{ $part }` is twice in this kind: it would be said twice
    .placed-twice-advice = Leave it where it is to be read.
    .listed-twice = the part `{ $part }` is listed more than once
    .listed-twice-advice = Every part is in one of the two lists, once: its place there says when it gives way.
    .own = nothing is known for { $unknown }; words may name { $names }
message-broken = A sentence cannot be read.
    .advice = Correct it; docs/messages.md shows how.
    .no-sentence = this line belongs to no sentence
    .no-sentence-advice = A sentence begins with its name and =, and goes on in lines that begin with blanks.
    .twice = The sentence `{ $id }` is written twice
    .twice-advice = Remove one of them.
    .here = The sentence `{ $id }` cannot be read
    .why = The sentence `{ $id }` cannot be read: { $fault ->
            [E0003] here a “{ $token }” is missing
           *[other] { $why }
        }
    .left-over = Nobody would read the sentence `{ $id }` from here on: a line within it cannot begin with “{ $mark }”
    .left-over-advice = Delete what is left over of other words. A line may begin with words, a name in braces, or a form as .short =.
    .missing = The sentence `{ $id }` is missing
    .missing-advice = Every sentence is written in German first.
    .indent = The sentence `{ $id }` cannot be read: a line of it is not indented
no-catalogue = A language that accounts speak has no file of sentences.
    .advice = Write it (docs/messages.md), or leave the language out of the accounts.
    .here = There is no messages/{ $language }.ftl: posts in { $language } are held
missing-sentence = A language that accounts speak lacks sentences.
    .advice = Translate them. Until then they are left out; where they must not be, the post is held.
    .here = messages/{ $language }.ftl lacks { $sentences }
    .holding = messages/{ $language }.ftl lacks { $sentences }; posts are held without { $holding }
    .to-sign = `{ $id }` has no words in { $language } that could be signed
missing-translation = A name, or words in the facts or in an announcement, are missing in a language that an account speaks.
    .advice = Add them. Until then posts in this language are held.
    .here = In { $language } words are missing, without which posts are held: { $fields }
    .here-advice = Add them where the German ones are, or take { $language } out of the account's languages.
stale-sentence = The German of signed translations was changed since.
    .advice = Have them translated or read again, then sign them. Until then they are not sent live.
    .here = The German was changed since it was translated into { $language }: { $sentences }
unsigned-sentence = Nobody has signed the translation. It is not sent live.
    .advice = Let two people read it: `translations LANGUAGE --sign`.
    .here = Translations that nobody has signed: { $counts }
emergency-words = A text speaks of emergencies and does not name 110 or 112.
    .advice = For a desk or a number of the town hall write "Dringendes", "urgent matters".
    .here = { $where }: "{ $text }"
same-first-line = Texts of several towns begin with the same line. A notification shows no more.
    .advice = Give the towns names that tell them apart: `Neunkirchen (Siegerland)`.
    .here = { $who } begin alike in { $kinds }: "{ $line }"
hard-words = A sentence in Leichte Sprache breaks one of its rules.
    .advice = Word it differently; docs/messages.md lists the rules.
    .here = `{ $id }` in { $language } has { $rule ->
            [genitive] a genitive
            [passive] a passive
            [subjunctive] a subjunctive
            [subordinate] a subordinate clause
            [abbreviation] an abbreviation
            [long-word] a long word without a hyphen
            [words] too many words for one line
            [characters] too many characters on one line
           *[two-sentences] two sentences on one line
        }: "{ $line }"
same-reader = Translator and second reader are one person.
    .advice = Let somebody else read it.
    .here = { $reader } read their own translation
bad-po = This is not a PO file.
    .advice = Export it again, or ask the agency for PO.
    .here = { $file } is not a PO file: { $why }
    .empty = { $file } has no sentence
    .unnamed = In { $file } the sentence "{ $german }" has no id (`msgctxt`). Nothing was taken over
    .language = { $file } is in { $written }, not in { $language }
    .language-advice = Name the language of the file, or the right file.
other-german = The sentence was translated from another German sentence than that of today.
    .advice = Export again, and have it translated again.
    .here = `{ $id }` was translated from other German words than those of today

## the ledger

ledger-empty = The ledger does not know a running incident, or what was sent last.
    .advice = Restore it, or `ausrufer run --adopt`.
    .advice-on-page = Tell the operator.
    .here = The ledger knows nothing of { $incident }, but { $n } { $n ->
            [one] post
           *[other] posts
        } of { $announcements } may be on the accounts already
    .here-advice = If the ledger was lost or this is another machine, bring its data folder back; if it is in a database, set DATABASE_URL. Otherwise: ausrufer run --adopt. It reads the accounts first, takes over what is there, and posts only what is not.
    .here-advice-on-page = Tell the operator.
    .older = The ledger { $place } was set back to an older state while a worker was using it
    .older-advice = Nothing goes out, because the ledger does not know what was sent since. End every worker, put this ledger aside, and follow docs/operations.md, "When the ledger is lost".
    .older-advice-on-page = Tell the operator.
ledger-gone = The ledger was deleted, renamed or replaced in use.
    .advice = Put the saved copy in its place, or rename the schema back.
    .here = The ledger { $file } was deleted, moved or replaced while the program works on it
    .here-advice = Nothing goes out. All that it held is saved as { $saved }: end the program, put that file in its place without the -wal and -shm files beside it, and start again.
    .schema = The ledger { $place } is gone: its schema was renamed or removed, or is closed to this user
    .schema-advice = Nothing goes out. If it was put aside on purpose, end this program. Otherwise rename it back (alter schema … rename to …), and the program continues by itself. If a command has made an empty one of that name meanwhile, rename that first.
ledger-damaged = It is damaged, or is not a ledger.
    .advice = Keep it; see "When the ledger is lost".
    .here = The ledger { $place } is damaged, cut off, or not a ledger
    .here-advice = Put it aside, do not delete it, and follow docs/operations.md, "When the ledger is lost".
ledger-moved = The ledger was moved to another place.
    .advice = Use the one that the message names.
    .here = The ledger { $place } was moved to { $why }
    .here-advice = Nothing is posted from it any more. Point DATABASE_URL in .env, or --data, to where it is now.
    .people = The people of the console in { $place } were moved to { $why }
    .people-advice = Point DATABASE_URL in .env, or --data, to where they are now.
ledger-taken = The place that a ledger is to be moved to is not empty.
    .advice = Put aside what is there.
    .here = There is something in { $place } already: { $tables }
    .here-advice = If it is the ledger that was moved before, rename its file, or its schema (alter schema … rename to …). Else look at it with `history` first.
    .same = { $from } and { $to } are the same ledger
    .same-advice = Name the place that it is to be moved to.
other-ledger = A ledger is to take the place of another one: that of an exercise the place of the real one.
    .advice = Name the same ledger on both sides.
    .here = The ledger { $name } would become the ledger { $other }
    .here-advice = Nothing was moved. A ledger keeps its name: --from data/{ $name }.sqlite goes with --to data/{ $name }.sqlite, or with DATABASE_URL.
    .unnamed = The file { $file } is called after no ledger: later nobody could tell whether it is that of an exercise or the real one
    .unnamed-advice = Nothing was moved. Name a file that is called after its ledger, in whichever folder: { $names }.
incident-open = The incident is not over, so it is not archived.
    .advice = Wait, or settle what is unknown.
    .current = { $incident } is not archived: it is the incident of the state file
    .current-advice = Archive it when it is over, and another incident has begun.
    .accepted = { $incident } is not archived: the worker has not read the state file of another incident yet
    .accepted-advice = Start `run`, or wait for its next tick.
    .recent = { $incident } is not archived: something changed within the last 24 hours
    .recent-advice = Archive it when it is over, and another incident has begun.
    .unsettled = { $incident } is not archived: nobody knows yet whether { $key } is published
    .deletion = { $incident } is not archived: a wrong post is still to be deleted ({ $key })
    .deletion-advice = The program goes on trying; `ausrufer history --key { $key }` says what stops it. If it is urgent, delete the post by hand: the program notices.
no-ledger = There is no ledger at this place.
    .advice = Correct the path or the address.
    .file = There is no file { $file }
    .file-advice = Correct the path: a ledger is in the data folder.
    .to-move = There is no ledger to be moved
    .to-move-advice = Look for it with `history`, and correct --from or --ledger.
copy-differs = A copied ledger is not the same as its original.
    .advice = Nothing was kept. Check the disk.
    .archive = { $incident } is not archived: in the file the table { $table } was not the same, { $found } of { $rows } { $rows ->
            [one] row
           *[other] rows
        }
    .archive-advice = Nothing was removed from the ledger, and the unfinished file was deleted. Check the disk, then try again.
    .move = The table { $table } is not the same in { $place }: { $found } of { $rows } { $rows ->
            [one] row
           *[other] rows
        }
    .move-advice = Nothing was kept there, and the old ledger is as it was. Check the disk of both, then try again.
ledger-newer = A newer version of the program wrote the ledger.
    .advice = Use that version; the way back is in "Upgrading".
    .here = The ledger { $place } has version { $version }; this program knows version { $known }
    .here-advice = It was written by a newer Ausrufer. Use that version. For the way back follow docs/operations.md, "Upgrading": an older copy of the ledger posts again what was posted since.
ledger-older = An older version wrote the ledger.
    .advice = Start `run` once: it converts the ledger.
    .here = The ledger { $place } was written by an older Ausrufer
    .here-advice = Start `run` once with this version: it brings the ledger up to date.
ledger-busy = Another process keeps the ledger locked.
    .advice = Find it: another Ausrufer, a backup.
    .here = The ledger { $place } is held by another process, and stayed so
    .here-advice = Look for a process that hangs: another Ausrufer, a backup, or a shell that left a transaction open.
ledger-disk = The disk failed while the ledger was in use.
    .advice = Check the disk, and start the program again.
    .here = The disk failed while the ledger { $place } was read or written: { $why }
    .here-advice = Check the disk and its free space, and start the program again. Until then nothing goes out. After the restart, what was being sent when the disk failed is looked for on the platforms.
ledger-unopenable = The ledger cannot be opened.
    .advice = Check that its path is a readable file.
    .here = The ledger { $place } can't be opened
    .here-advice = Check that the path is a file in a folder that the user of this program may read and write.
ledger-unwritable = The ledger cannot be written.
    .advice = Check the permissions of file and folder.
    .here = The ledger { $place } can't be written
    .here-advice = Let the user that runs this program write the file and its folder, or name another folder with --data.
    .owned = The ledger { $place } belongs to { $owner }: the user of this program (uid { $user }) is not let in
    .owned-advice = Call the program only as this user. If the folder was made by `sudo ./ausrufer`: sudo find '{ $folder }' -maxdepth 1 -exec chown { $user } {"{}"} +
    .owned-advice-on-page = Tell the operator.
ledger-elsewhere = A worker on an unknown database is not paused.
    .advice = Set DATABASE_URL, or end it.
    .here = A worker whose ledger is in a database is NOT paused by this: which database cannot be read from config.yaml
    .here-advice = Set DATABASE_URL to it and pause again, or end that worker.
disk-full = The disk is full.
    .advice = Make room: nothing is sent until the ledger can be written.
    .here = The disk is full: the ledger { $place } can't be written
    .here-advice = Make room. Nothing goes out until the ledger can be written; nothing that was written is lost.
database-encoding = The database cannot hold every text.
    .advice = Use a database with the encoding UTF8.
    .here = { $place } has the encoding { $encoding }, which lacks a dash, quotation marks and most languages
    .here-advice = Create a database with: create database ausrufer encoding 'UTF8' template template0; and name it in DATABASE_URL.
database-refused = The database rejects the program.
    .advice = Check user, password and rights.
    .here = The database { $place } refuses the program: { $why }
    .here-advice = Check user, password and database name in DATABASE_URL, and that this user may create a schema in it.
    .only-read = The database { $place } can only be read: { $why }
    .only-read-advice = A standby takes nothing before it is promoted. Name the server that leads in DATABASE_URL, or promote this one. Until then nothing goes out from here.
database-tls = The connection to the database is not protected, or its certificate is not accepted.
    .advice = Set sslmode and sslrootcert in DATABASE_URL: see operations.md, "The ledger".
    .untrusted = The certificate of the database { $place } is not accepted: { $why }
    .untrusted-advice = Name the CA of the database with sslrootcert=FILE in DATABASE_URL, and its host as in the certificate; renew it if it has expired.
    .absent = The database { $place } offers no TLS
    .absent-advice = Switch TLS on at the server. Where the network between is protected otherwise, write sslmode=disable into DATABASE_URL.
    .unsaid = The address of the database does not say how the connection to { $host } is protected
    .unsaid-advice = Add ?sslmode=verify-full to DATABASE_URL, and &sslrootcert=FILE for a CA of your own; ?sslmode=disable sends everything readable.
database-unreachable = The database does not answer.
    .advice = Check network, server and DATABASE_URL.
    .here = The database { $place } can't be reached: { $why }
    .here-advice = Check DATABASE_URL, the network and the server. Until it answers nothing goes out from here; a worker elsewhere that reaches it goes on.

## the worker and the clock

worker-running = Another worker uses this ledger.
    .advice = End one of them.
    .file = Another worker is running on { $file }
    .file-advice = There is one worker for each embedded ledger: stop the other one first, or let it do the work. Commands may be used meanwhile.
    .database = The ledger { $place } is in use: { $users }
    .database-advice = End every worker and command that uses it, then wait until its claims have expired (claim_seconds).
port-in-use = Another program listens on this port.
    .advice = End it, or set another port in config.yaml.
    .web = Port { $port } is in use
    .web-advice = Another worker may be running. Set another port under web: in config.yaml.
    .sandbox = Something else listens on { $address } already
    .sandbox-advice = Choose another port for the sandbox, or end what listens there.
clock-wrong = The clock of this machine cannot be trusted.
    .advice = Set the clock of this machine and synchronise it (NTP). Until then nothing is sent and nothing expires; then the program continues by itself.
    .platform = The clock is wrong: it says { $now }, and { $server } says { $time }
    .certificates = The clock may be wrong: by its { $now } no certificate of { $servers } is valid
    .ledger = The clock may be wrong: it says { $now }, and the ledger was written on { $time }
    .jumped = The clock jumped { $n } { $unit ->
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
        }, to { $now }, and no platform can be asked which time is right
    .unconfirmed = No platform can be reached to confirm the clock, which says { $now }
    .unconfirmed-advice = Check the network of this machine. Nothing is sent and nothing expires until a platform answers; then the program continues by itself.

## commands

bad-assignment = `set` needs PATH=VALUE.
    .advice = Write it like reach.phone=down.
    .here = `{ $written }` sets nothing
    .here-advice = Write what it is and what it becomes: reach.phone=down, or instruction.de="Dringendes: Info-Schalter im Rathaus."
    .whose = `{ $written }` sets nothing
    .whose-advice = Write what it is and what it becomes: reach.phone=down, or instruction.de="Dringendes: Info-Schalter im Rathaus." Before it comes one word, the id of a town or group: `ausrufer who` lists them, `ausrufer facts` what can be set.
    .unread = `{ $written }` cannot be read
    .unread-advice = Close every bracket and quotation mark. A list is written like this: unaffected="[emergency-calls]"
    .empty = `{ $path }` gets no value
    .empty-advice = Write one behind the equals sign. To clear it, write { $path }=null
    .quotes = The quotation marks in `{ $written }` would be part of the value
    .quotes-advice = Write it with straight ones, which the shell removes: { $path }="{ $value }"
who-speaks = The command does not say who speaks.
    .advice = Name them: --as siegen, --as siegen,hemer, --as all, --as towns-of/kreis-siwi
language-needed = The command does not say in which language its words are.
    .advice = Type the language before them: --text en="…"
    .here = The command does not say in which language the words are, and those who speak here have different first languages: { $languages }
    .here-advice = Type it before the words, and once more for each other language: --{ $option } { $language }="…"
id-known = The ledger knows this id already.
    .advice = Choose another id, or raise the edition.
    .here = The ledger knows { $id } already: under this id nothing would be said again
    .here-advice = Leave --id out, or choose another. To say the same announcement again, write it into the file with a higher edition.
not-confirmed = Nobody can confirm here.
    .advice = Read what is shown above; then call it again with --yes.
nothing-to-approve = No text of this announcement is due.
    .advice = `plan` lists what waits for approval.
    .advice-on-page = What waits for approval is under [Situation](/).
    .here = Nothing of { $announcement } is due
    .here-advice = Look at `plan`: it lists what waits, with the command that approves it.
    .here-advice-on-page = What waits for approval is under [Situation](/).
digest-needed = An approval needs the digest of the texts.
    .advice = Copy the command from `plan`.
    .here = An approval names the digest of the texts that were read
    .here-advice = Read the texts in `plan`, then: ausrufer approve { $announcement } --digest … --by NAME
texts-changed = The texts have changed since they were read.
    .advice = Read them again in `plan`.
    .advice-on-page = Read them again.
    .unseen = Your last `plan` here showed no texts with the digest { $digest }
    .unseen-advice = Read the texts in `plan`, and approve with the digest that it shows, to the last character.
    .here = The texts of { $announcement } are not those with the digest { $digest }
    .here-advice = They changed since, or it is another announcement's digest. Read them again in `plan`.
    .here-advice-on-page = Read them again.
not-standing = This kind cannot be approved beforehand.
    .advice = Add it to approvals.standing.
    .here = { $kind } is not a pre-approved kind
    .here-advice = Pre-approved kinds: { $kinds } (approvals.standing in config.yaml).
    .none = { $kind } is not a pre-approved kind
    .none-advice = There are none (approvals.standing in config.yaml).
wording-changed = The messages have another digest.
    .advice = Read them, then use the digest of the advice.
    .here = The messages of { $kind }, and what people wrote into the facts, have the digest { $digest }:{ $words }
    .here-advice = Read these words, messages/, and what it looks like in `plan`, then: ausrufer approve { $kind } --standing --digest { $digest } --by NAME
unknown-account = There is no account with this id.
    .advice = Correct it; municipalities.yaml lists them.
    .of-post = { $key } belongs to the account { $account }, which is not in municipalities.yaml
    .of-post-advice = Put the account back until its posts are settled: without it nobody can tell whose address it is.
    .here = There is no account { $account }
    .here-advice = `ausrufer who` lists the accounts with their ids.
    .here-advice-on-page = All are under [Accounts](/konten).
    .municipality = There is no account { $account }
    .municipality-advice = { $account } is a municipality. Its accounts, one at a time: { $accounts }
nothing-chosen = Nothing was chosen on the page.
    .advice = Choose what works again.
    .wrong = Nothing was changed on the page
    .wrong-advice = Change the fact that was wrong. If nothing is right in its place, withdraw the post.
    .info-url = no correction is about the address of the emergency page
    .info-url-advice = Change the address under [Towns](/staedte), and say the posts again from there. Or [withdraw the post](#withdraw).
    .back = By the facts of those who would say it, what was chosen is no longer down
    .back-advice = Somebody has changed the facts in the meantime. Look under [Towns](/staedte) what holds now.
    .facts = Nothing was changed on the page
    .facts-advice = If everything is still true, tap “Still true”.
several-wrong = One correction cannot say so much at once. Nothing was published.
    .advice = Correct one contact, or services, or something else: one after the other.
not-worded = It is no longer known which facts the post was worded from.
    .advice = Withdraw it, and say it again.
no-address = The address of the post is missing.
    .advice = Copy it from the account's own page.
no-page = This page does not exist.
    .advice = Begin with the situation: it lists what waits.
said-no-more = This announcement has already ended.
    .advice = The first page lists what still recurs.
    .here = { $announcement } has already ended
    .here-advice = There is nothing left to do. The [situation](/) lists what still recurs.
draft-changed = Somebody has changed this draft in the meantime. Nothing was published.
    .advice = Open it again, and read what it says now.
not-your-town = You have no right for this municipality.
    .advice = Choose one of those that the page offers.
not-known = Nothing has the id or key that `history` was asked for.
    .advice = Correct it as advised.
    .here = There is no { $what ->
            [key] post with the key
           *[other] { $what }
        } { $written }
    .here-advice = { $what ->
            [municipality] `who` lists them.
           *[other] `history` without it shows what there is.
        }
    .mode = The { $what ->
            [key] post
           *[incident] incident
        } { $written } is only in the { $mode ->
            [exercise] ledger of the exercise
           *[live] live ledger
        }
    .mode-advice = See it with `ausrufer history --mode { $mode } --{ $what } { $written }`. `archive` takes it once the file is `mode: { $mode }`.
    .incident = The ledger knows no incident { $incident }
    .incident-advice = { $n ->
            [0] The ledger is empty.
           *[other] Known are { $known }.
        }
resolve-how = Say what you saw: --posted URL or --absent.
    .advice = Look at the account first.
not-resolvable = No unknown, waiting or refused post has this key.
    .advice = Copy the whole key from `history`.
    .advice-on-page = What became of it is under [Posts](/beitraege).
    .absent = There is no { $key } in the ledger
    .absent-advice = Copy the whole key from `history`: incident/announcement.edition/account/language.
    .here = { $key } { $state ->
            [posted] is posted already
            [refused] was refused: it is not on the account
            [expired] came too late and was never sent
            [superseded] was replaced and is not sent any more
            [sending] is being sent right now: look again in a minute
            [waiting] waits and was never sent, so --absent is not needed
           *[unknown] cannot be settled so: that address settles another post already
        }
    .here-advice = Only an unknown post can be settled, or a waiting or refused one that you posted by hand. One address settles one key only.
which-mode = An exercise and the real incident both have this key open.
    .advice = Add --mode exercise or --mode live.
    .here = Both the exercise and the real incident have an open { $key }
    .here-advice = Look whether the post begins with the banner of an exercise, then add --mode exercise or --mode live.
    .here-advice-on-page = Tell the operator.
said-already = The same was announced in the last minutes.
    .advice = If it is meant, name it with --id.
    .here = { $announcement } said the same on the same accounts in the last minutes
    .here-advice = If it is meant, give the new announcement a name: --id ID
bad-name = This is not the name of a person.
    .advice = Write 1 to 80 characters of one alphabet in one line.
    .empty = The name of the person is empty
    .empty-advice = Write one line of 1 to { $max } characters, in letters of one alphabet: your own name, or that of your desk, such as press-siegen.
    .here = { $name } is not the name of a person
    .here-advice = Write one line of 1 to { $max } characters, in letters of one alphabet: your own name, or that of your desk, such as press-siegen.
    .two-people = Two people vouch for a translation
    .two-people-advice = Name both: --translator NAME --by NAME.
bad-address = This is not the address of a post of the account.
    .advice = Copy it from its page.
    .here = { $address } is not the address of a post of @{ $handle }, the account { $account }
    .here-advice = Open the post on the account's own page, and copy its address from the browser. It looks like { $example }.
    .taken = { $address } is the address of another post, which is in the ledger already
    .taken-advice = `history` says which address belongs to which key. Open the right post on the account's own page, and copy its address.
    .taken-advice-on-page = [Posts](/beitraege) says which one it is. Open the right post on the account's own page, and copy its address.
post-there = The post is still there, though somebody says that it is deleted.
    .advice = Delete it in the platform’s app, and say so again.
    .here = The post { $url } is still there
    .here-advice = Delete it in the platform’s app, and then say so again.
post-absent = The platform has no post at this address.
    .advice = Check it; if nothing is there: --absent.
    .here = The platform knows no post at { $url }
    .here-advice = Open it in the browser: was it deleted, or the address cut off? If nothing of it is on the account, say --absent.
    .here-advice-on-page = Open the address in a browser: was the post deleted, or is the address cut off? If nothing of it is on the account, choose “It is not there”.
no-drill = The folder contains no drill.
    .advice = `ausrufer drill --own` plays a day with your municipalities. Name another drill with --from DIR.
    .unreadable = { $folder } cannot be read
    .here = There is no state file in { $folder }
    .elsewhere = { $file } names municipalities that your files do not have
drill-name = The name of a file of a drill has no time.
    .advice = Name it like 2023-10-30T0630.yaml.
    .here = { $name } does not begin with a time
    .here-advice = Name the versions of a drill like 2023-10-30T0630.yaml.

## people and the console

no-person = Nobody with this name has an account in the console.
    .advice = `people list` names everybody.
    .here = Nobody called { $name } has access to the console
no-console = config.yaml has no console.
    .advice = Write console: {"{"}origin: https://…{"}"}: passkeys belong to that address, so choose it for good.
person-known = Somebody whose name looks the same has an account.
    .advice = Add something that tells them apart.
    .here = Somebody whose name looks like { $name } has access already
    .here-advice = If it is the same person, who lost every way to sign in: `people invite-again`. Else add something to the name.
    .here-advice-on-page = If it is the same person, who can no longer sign in, invite them again on their page under [People](/leute). Else add something to the name.
no-right = The person has no right to do this there.
    .advice = Ask somebody who has it, or an admin for it.
    .here = { $name } may not { $act ->
            [write] write
            [approve] approve
            [resume] resume
            [alone] act alone
            [people] decide about people
            [accounts] decide about accounts
           *[look] read
        } everywhere here: { $where }
own-text = Nobody approves their own text.
    .advice = Ask another approver; alone only with a reason.
    .here = { $name } wrote this text, or may not approve it
    .here-advice = Somebody else approves it. If nobody can be reached: approve it alone, with a reason that everyone is told.
own-request = Nobody confirms what they asked for themselves.
    .advice = Ask another admin.
    .here = { $name } asked for this change
    .here-advice = Another admin confirms it. If none can be reached: change it alone, with a reason.
    .own = { $name } would get or lose these rights
    .own-advice = Another admin confirms it. If none can be reached: the first one changes it alone, with a reason.
last-admin = Nobody could decide about people any more.
    .advice = Give somebody else this right first.
    .here = Nobody who can sign in could decide about people any more: { $where }
    .here-advice = Give somebody else this right first. They must have set up their access already.
reason-needed = Somebody who acts alone must give a reason.
    .advice = Give it: everybody is told at once.
    .here = Nobody can confirm this here: somebody who does it alone must give a reason
    .here-advice = Say why, with --reason: everybody is told at once. On the page /leute the only admin needs none, and another one can confirm a change of rights that is not about themselves.
    .here-advice-on-page = Give the reason: everybody is told at once.
not-waiting = This is no longer waiting.
    .advice = Look again: somebody else may have settled it.
    .rights = This change of rights is no longer waiting
    .draft = This draft is no longer waiting
    .draft-advice = Look at the posts: it may be published already.
    .discarded = This draft has been discarded meanwhile: none of it goes out
    .discarded-advice = If it is to be said after all, draw it up again.
    .exercise = This draft was drawn up in an exercise, and there is none now: nothing of it goes out
    .exercise-advice = Discard it. If it is really to be said, report it again.
    .real = This draft was not drawn up in the exercise: nothing of it goes out there
    .real-advice = Leave it until after the exercise. If it belongs in the exercise, report it again there.
not-signed = The signature of the approval is not valid.
    .advice = Read the texts again, then confirm with the passkey.
    .texts = This is no signature of yours for these texts, or it was used before
    .texts-advice = First check whether the texts have gone out already. If not, read them once more, then confirm with the passkey.
    .ended = Your session ended in the meantime: your approval does not count
    .ended-advice = Sign in again. If you did not end the session yourself, call somebody who manages access.
    .act = This does not confirm that it is you, or it was too long ago
    .act-advice = Try once more. After five wrong tries with passphrase and code, wait a quarter of an hour.
    .passkey = The browser made no passkey for this console, or made it for an older page
    .passkey-advice = Load the page again, and try once more. Without a passkey: set up passphrase and code.
invitation-over = The invitation is used, expired or replaced.
    .advice = Ask for a new one: `people invite`.
    .advice-on-page = Ask somebody who manages access for a new invitation.
weak-passphrase = The passphrase is too short, or easily guessed.
    .advice = Use at least 12 characters.
    .here = The passphrase has { $length } { $length ->
            [one] character
           *[other] characters
        }, or is easily guessed
    .here-advice = Use { $min } to { $max } characters, ideally four words that have nothing to do with each other.
wrong-code = The one-time code is wrong or was used.
    .advice = Look at the clock of the phone; type the next code.
    .here = This is not the code that the app shows now
    .here-advice = Type the next one. If none is right, set the clock of the phone, or begin again.
    .over = The passphrase and the app are set up already, or you began too long ago
    .over-advice = [Me](/ich) shows whether they are set up; print new recovery codes there. If they are not, begin again.
last-way = It is the last way by which the person could sign in.
    .advice = Add another one first.
log-broken = The log was changed after it was written.
    .advice = Keep it as it is, and ask who had access.
    .changed = Line { $number } of the log, or the one before it, was changed
    .missing = Line { $number } of the log is missing
    .differs = Line { $number } of the console's log differs from this copy
    .forged = These signatures do not match what they are said to have signed: { $ids }
not-a-log = The file is no log of the console.
    .advice = Download it again from the page of the log.
    .line = Line { $line } cannot be read as a line of the log

## `check --online`

wrong-account = The credential belongs to another account.
    .advice = Correct the token or the handle.
    .here = The credential of { $account } belongs to @{ $found }, not to @{ $handle }
    .here-advice = Put the right token into .env, or correct the handle.
    .connected = On { $platform } @{ $found } agreed, not @{ $handle }: nothing was written for { $account }
    .connected-advice = If the program is not meant to post as @{ $found }, withdraw the consent there first. Then sign out, start again, and sign in as @{ $handle }.
unidentified = The platform did not say whose token it is.
    .advice = Check its token, and whether the platform answers.
    .here = { $account } could not be asked who it is
    .why = { $account } could not be asked who it is: { $why }
read-only-token = The token may not post.
    .advice = Make another, with permission to write.
    .here = The token of { $account } may not post
    .here-advice = On X, let the app write (operations.md, step 4). Then get another token: `ausrufer secrets rotate { $account }`.
    .connected = The new token of { $account } may not post: it was not written into .env
    .connected-advice = On X, let the app write (operations.md, step 4). Then withdraw the consent on { $platform } as @{ $handle }, and connect the account again: `ausrufer connect { $account }`.
write-only-token = The token may not read the account's posts: a lost answer would stay unknown.
    .advice = Make another, with permission to read posts too.
    .here = The token of { $account } may not read its posts, so that a lost answer would stay unknown
    .here-advice = Connect the account again: `ausrufer connect { $account }`.
hidden-account = Not everybody sees what is posted on the account.
    .advice = On X, switch off the protection of its posts. On Mastodon, ask the moderators of the server, or name the account to which it has moved.
    .here = The platform does not show everybody what is posted on { $account }
not-a-bot = The profile does not say that a program posts.
    .advice = Set its `bot` flag: it is a bot's account.
    .here = The profile of { $account } does not say that a program posts on it
    .here-advice = Set the `bot` flag in the settings of the profile.

## parts of these sentences

reason =
    .no-credential = it has no credential
    .no-timeline = the account has no timeline
    .part-of-timeline = the timeline could not be read whole
    .too-many-posts = the account has too many posts to compare each with what was sent
    .stopped-before = stopped before it was sent
    .stopped-during = stopped while it was sent
    .suspended = the process was suspended while it connected
    .connection-broke = the connection broke: { $why }
    .connection-broke-somehow = the connection broke: no cause given
    .no-answer = no answer in time
    .redirects = { $who } answered { $status }: it redirects to another address, which posts must not follow
    .the-server = the server
    .no-words = without words that can be read
    .web-page = a web page
    .other-account = the server answered with a post of another account
    .told-nothing = { $who } answered without the words of the post
    .other-words = { $who } answered with a post that has other words: { $post }
    .other-timeline = the server answered with the timeline of another account
    .other-server = { $post } is on { $server }, which the account has left: it could not be changed from here
    .left-server = it was sent to { $server }, which the account has left, and cannot be looked for from here
    .another-account = it was sent on @{ $handle }, which is in no file any more, and cannot be looked for from here
    .foreign-post = { $post } is not a post of { $account }: it was left as it is
    .unidentified = the platform does not know whose credential it is
    .foreign-credential = the credential of { $account } belongs to @{ $found }, not to @{ $handle }
    .in-state = it is { $state }
    .again-at = tried again on { $time }
    .not-after = not posted after { $time }
    .due-at = due on { $time }
    .older-than = older than { $hours ->
            [one] { $hours } hour
           *[other] { $hours } hours
        }
    .newer-edition = a newer edition took its place
    .overtaken = a newer edition takes its place
    .gone-already = the post is gone already
    .gone = the post is gone
    .never-went-out = the post never went out
    .draft = the incident is a draft
    .not-listed = its announcement is no longer in the state file
    .account-sends = the account is sending
    .before-it = the post before it is not published yet
    .outcome-unknown = the outcome of the post is not known
    .change-unsettled = an earlier change of the post is not settled
    .edition-unsettled = an earlier edition is not settled
    .not-approved = approval is missing
    .new-words = not approved: it has words that are new
    .account-rests = its account rests
    .account-goes-on = its account is no longer stopped, and the worker decides next
    .late-edit = an earlier edit of the post may still take effect
    .limit = { $count } { $of ->
            [posts] { $count ->
                [one] post
               *[other] posts
            }
            [deletes] { $count ->
                [one] delete
               *[other] deletes
            }
           *[calls] { $count ->
                [one] call
               *[other] calls
            }
        } in { $n } { $unit } { $count ->
            [one] is
           *[other] are
        } all that { $per ->
            [account] this account may make
            [server] its server is asked to take
           *[app] the app may make
        }
    .budget = the budget of ${ $usd } in 24 h is spent
    .adopted = adopted: it was published before this ledger began
    .hidden = its server does not show it to everybody
    .unread-account = the account could not be read: { $why }
    .sought-first = it may have been published before this ledger began, and is looked for on the account first
    .similar = a similar post is published already: { $where }
    .not-asked = the state file no longer asks for it
    .not-needed = not needed any more, as the facts are now
    .stopped-program = the program stopped while it was being sent
    .sent-again = it did not arrive; sent again
    .settled-by = settled by { $by }
    .absent-by = said to be absent by { $by }
    .newer-of-sort = something newer of its sort takes its place
    .newer = something newer takes its place
    .withdrawn-by = withdrawn by { $by }
    .corrected-by = corrected by { $by }
    .ended = ended by the all-clear
    .no-occurrence = what recurs ends before its first time
    .names-others = the published post names other services, other ways or another contact than the announcement does now
    .would-end = the all-clear that waits for approval ends them
    .nothing-new = it would say what the account says already
    .not-in-ledger = it is not in the ledger
    .another-key = the platform named post { $post }, which settles another key
    .in-line = in line for the worker (`run`)
    .in-line-on-page = next in line
    .other-mode = waits until the file has this mode again
    .known-already = the ledger already has it, and all its posts were sent or cancelled
    .nobody-says-it = no municipality that should say it is affected and has an account
    .no-original = no post of { $announcement } is published or being sent
    .answered = { $who } answered { $status }: { $words }
    .still-there = the platform says that it is deleted, and it can still be read
    .unauthorised = { $who } does not accept the account's credential (401: { $words }); if that lasts, put a new one into .env
    .unauthorised-on-page = { $who } does not accept the account's credential (401: { $words }); if that lasts, call the operator: the account needs a new one
    .answered-with = { $who } answered { $status }: { $what }
    .answered-otherwise = { $who } did not answer what was asked: { $words }
    .answered-otherwise-with = { $who } did not answer what was asked: { $what }

phrase =
    .meant = Did you mean `{ $meant }`?
    .file = the file
    .example = For example: { $example }
    .or = { $a } or { $b }
    .and-more = { $names } and { $n } more
    .one-of = one of { $words }
    .string = text
    .number = a number
    .int = a whole number
    .boolean = `true` or `false`
    .array = a list
    .map = a map (lines of `key: value`)
    .given = { $type ->
            [string] the text { $written }
            [array] a list
            [object] a map
            [number] the number { $written }
           *[boolean] the boolean { $written }
        }
    .least = { $inclusive ->
            [yes] at least
           *[no] more than
        } { $bound }{ $unit ->
            [characters] {" characters"}
            [entries] {" entries"}
           *[none] {""}
        }
    .most = { $inclusive ->
            [yes] at most
           *[no] less than
        } { $bound }{ $unit ->
            [characters] {" characters"}
            [entries] {" entries"}
           *[none] {""}
        }
    .count-in = { $n } in { $language }
    .process-of = process { $pid } of { $address }
    .process-here = process { $pid } of this machine
    .sending = { $key } is being sent
