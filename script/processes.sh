# The data folder, the ports and the programs under way; read by ./bykassen.

# One Bykassen at a time on a folder. The lock is the system's: it goes with this process, however that ends.
take_data_folder() {
    local answer
    answer=$(mkdir -p "$DATA/run" "$DATA/logs" 2>&1 && touch "$DATA/run/lock" 2>&1) ||
        fail "The data folder $DATA cannot be written: ${answer##*: }."
    DATA=$(cd -P "$DATA" && pwd)
    exec 9<>"$DATA/run/lock"
    flock -n 9 || fail "Bykassen already runs on $DATA: stop that one first, or choose another folder with --data."
    local free
    free=$(df -Pk "$DATA" | awk 'NR == 2 { print int($4 / 1024) }')
    ((free >= 300)) || fail "The disk of $DATA is nearly full ($free MB left): Bykassen wants 300 MB to start."
}

# What a killed script left running on this folder.
stop_left_over() {
    local file pid told=
    for file in "$DATA"/run/*.pid; do
        [[ -f $file ]] || continue
        pid=$(<"$file")
        if [[ $pid =~ ^[0-9]+$ ]] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF " dk.bykassen."; then
            [[ $told ]] || say "Stopping what an earlier start left running."
            told=yes
            end "$pid"
        fi
        rm -f "$file"
    done
    rm -rf "$DATA/run/tmp"
    mkdir "$DATA/run/tmp"
}

need_ports() {
    local port
    for port in "$@"; do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            fail "Port $port is taken by another program: end that one, or choose others with --port (Bykassen needs $*)."
        fi
    done
}

# Starts a program in the background. Its log is kept; so are the five before it.
start() {
    local name=$1 log=$DATA/logs/$1.log i
    shift
    for i in 4 3 2 1; do
        [[ ! -f $log.$i ]] || mv "$log.$i" "$log.$((i + 1))"
    done
    [[ ! -f $log ]] || mv "$log" "$log.1"
    "$@" </dev/null >"$log" 2>"$DATA/run/$name.said" 9>&- &
    RUNNING+=("$!")
    say "$!" >"$DATA/run/$name.pid"
}

# Asks the portal's own health, so that ready means ready. Fails when a program ends meanwhile.
wait_until_ready() {
    until is_up "$1"; do
        are_alive || return 1
        sleep 0.2
    done
}

is_up() {
    local status
    { exec 7<>"/dev/tcp/127.0.0.1/$1"; } || return 1
    printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&7
    read -r -t 5 status <&7 || status=
    exec 7>&-
    [[ $status == *" 200"* ]]
}

are_alive() {
    local pid
    for pid in "${RUNNING[@]}"; do
        kill -0 "$pid" 2>/dev/null || return 1
    done
}

# A program has ended without being asked to: say which, end the others.
ended_by_itself() {
    local file name pid code sentence
    for file in "$DATA"/run/*.pid; do
        name=$(basename "$file" .pid) pid=$(<"$file")
        kill -0 "$pid" 2>/dev/null && continue
        code=0 && wait "$pid" 2>/dev/null || code=$?
        sentence=$(grep -v '^\s*$' "$DATA/run/$name.said" | tail -n 1 || true)
        end_all
        if ((code == 1)) && [[ $sentence ]]; then
            fail "$sentence"
        elif ((code > 128)); then
            fail "The $name was killed (signal $((code - 128))), so everything was stopped; its log is $DATA/logs/$name.log."
        else
            fail "The $name ended by itself (code $code), so everything was stopped; its log is $DATA/logs/$name.log."
        fi
    done
}

# Ctrl-C or SIGTERM, at whatever moment.
stopped() {
    trap '' INT TERM HUP
    end_all
    if [[ ${READY:-} ]]; then
        say "Bykassen has stopped."
        exit 0
    fi
    say "Stopped before it was ready; the next start goes on from here."
    [[ $1 == INT ]] && exit 130 || exit 143
}

# The portal before the simulator, which it may still be talking to.
end_all() {
    local i
    for ((i = ${#RUNNING[@]} - 1; i >= 0; i--)); do
        end "${RUNNING[i]}"
    done
    [[ -z ${DATA:-} ]] || rm -f "$DATA"/run/*.pid
}

end() {
    local tries
    kill -TERM "$1" 2>/dev/null || return 0
    for ((tries = 0; tries < 400; tries++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || true
}
