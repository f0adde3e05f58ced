# What each command says of itself; read by ./bykassen.

explain() {
    cat <<'TEXT'
Bykassen, the town's till.

  ./bykassen run      start the demo: portal, database, simulator
  ./bykassen test     run the tests
  ./bykassen check    format, static analysis, module check, tests: what CI runs
  ./bykassen bench    run the benchmarks
  ./bykassen format   format the sources

Add --help to a command to learn more. Needed: Linux, JDK 25 and, to build, Maven 3.8 or later.
TEXT
}

explain_run() {
    cat <<'TEXT'
./bykassen run [--port 8080] [--data DIR] [--production]

Builds what is stale, then starts everything and says when it is ready. Ctrl-C stops it; the data stays.

  --port PORT    PORT portal, PORT+1 simulator, PORT+2 health and metrics, PORT+3 devices, PORT+4 mail (SMTP)
  --data DIR     where everything is kept; .bykassen beside this script when not given. Logs are in DIR/logs
  --production   the portal alone, without demo data, simulator and movable clock. Needs BYKASSEN_DATABASE_URL
                 (PostgreSQL 15 or later) and BYKASSEN_SECRETS_FILE; see docs/operations.md

With BYKASSEN_DATABASE_URL set, the demo uses that database in place of its own.
TEXT
}

explain_test() {
    cat <<'TEXT'
./bykassen test [NAME...]

Runs every test, or the test classes named (patterns such as 'Ledger*' work). Tests start their own PostgreSQL and, for
whole stories, Chromium, which is installed from the system's packages where that is allowed.

  axe-all     every page in every language and theme through axe
  keycloak    sign-in against a real Keycloak, which is fetched (177 MB) and started for it; takes a few minutes and
              1 GB of memory. Where that cannot be done it says why and leaves the test out
  power-cuts  200 times kill -9, of a node or of the whole database server, while tills buy; otherwise it is 5 times. A
              line for each: what was cut, how many requests were under way, how many were acknowledged since the one
              before, how many nobody knew of, which of these were found in the database, and how many answers came back
              as given before when asked for again. Takes about 40 minutes
  upgrade     the data folder of the last release on this build
TEXT
}

explain_check() {
    cat <<'TEXT'
./bykassen check

What CI runs: is every file formatted, does it compile without a finding of Error Prone and NullAway, do the modules keep
their directions, do all tests pass.
TEXT
}

explain_bench() {
    cat <<'TEXT'
./bykassen bench [NAME [--rounds 5] [--seconds 5] [--warm-up 20] [--callers NUMBER] [--cards NUMBER] [--folder DIR]]

Lists the benchmarks, or runs the one named: contenders take turns in one run, ratios of a round count and their median is
printed. The database keeps its promises (fsync and synchronous_commit on); after every turn the books, the counters and
every acknowledged purchase are verified, and a run in which something does not agree is void (exit code 2). The tests only
prove that a void run is found out.

  rules   what a purchase costs with all rules on, against one with none
  till    purchases per second, in process and over HTTP, against TPC-B (needs pgbench) and a plain program; ends with the
          goals. To try it out: ./bykassen bench till --rounds 3 --seconds 2 --cards 2000

  --rounds ROUNDS     turns of each contender that count, at least 3
  --seconds SECONDS   how long a turn takes
  --warm-up SECONDS   how long each contender warms up, before a turn that does not count either; four turns
  --callers NUMBER    how many buy at the same time; till 256, rules 64
  --cards NUMBER      accounts of each contender; till 50000, rules 5000
  --folder DIR        where the database is made: its disk is what is measured

till alone:

  --tenants NUMBER    how many towns share the cards; 1
  --history NUMBER    purchases of the year before, for the product with every rule; none
  --against           only the product in process with these cards and this history, against 50000 cards and none
  --open-loop SHARE   also lets purchases arrive by themselves at this share of the measured rate, such as 0.7
  --checkpoint        a checkpoint in the middle of every turn
TEXT
}

explain_format() {
    cat <<'TEXT'
./bykassen format

Formats all Java sources in place, as ./bykassen check wants them.
TEXT
}
