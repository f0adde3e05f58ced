# A real Keycloak to sign in with; read by ./bykassen. It is fetched by Maven, once, into Maven's own repository.

KEYCLOAK=org.keycloak:keycloak-quarkus-dist:26.7.3:zip

# Sets KEYCLOAK_ZIP. Where it cannot be had it says why the test is left out, and fails.
fetch_keycloak() {
    local folder=$BUILT/keycloak log=$BUILT/keycloak.log
    need_maven
    mkdir -p "$folder"
    KEYCLOAK_ZIP=$(find "$folder" -name '*.zip' -print -quit)
    [[ ! $KEYCLOAK_ZIP ]] || return 0
    say "Fetching Keycloak (177 MB the first time)."
    mvn_here -q -N dependency:copy -Dartifact="$KEYCLOAK" -DoutputDirectory="$folder.new" >"$log" 2>&1 &
    if await; then
        mv "$folder.new"/*.zip "$folder/"
        KEYCLOAK_ZIP=$(find "$folder" -name '*.zip' -print -quit)
        return 0
    fi
    say "Left out: the sign-in against a real Keycloak. It could not be fetched: $(sed -n '/\[ERROR\] ./{s/.*\[ERROR\] //;s/\x1b\[[0-9;]*m//g;p;q}' "$log")"
    return 1
}
