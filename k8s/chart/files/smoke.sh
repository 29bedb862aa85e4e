#!/bin/sh
# Sends an activity, waits until recommendations know the account, and has it forgotten again.
# Needs GATEWAY_URL, ADMIN_KEY and TIMEOUT (seconds).
set -eu

account="helm-test-$(date +%s)"
deadline=$(($(date +%s) + TIMEOUT))

call() {
    curl --silent --show-error --fail-with-body --max-time 10 \
        --header "Authorization: Bearer $ADMIN_KEY" --header "Content-Type: application/json" "$@"
}

# A gateway that has just started may need a moment.
until call --output /dev/null "$GATEWAY_URL/v1/me"; do
    [ "$(date +%s)" -lt "$deadline" ] || { echo "The gateway does not answer, or not to this key."; exit 1; }
    sleep 2
done

echo "Sending an activity of $account"
call "$GATEWAY_URL/v1/batch" --data "{\"batch\":[{\"type\":\"track\",\"messageId\":\"$account\",
    \"event\":\"Product Viewed\",\"userId\":\"$account\",\"context\":{\"groupId\":\"$account\"}}]}"
echo

echo "Waiting until recommendations know it"
while true; do
    answer=$(call "$GATEWAY_URL/v1/accounts/$account/recommendations?limit=3") || answer=
    case $answer in
        *UNKNOWN_ACCOUNT* | '') ;;
        *'"recommendationId"'*) break ;;
    esac
    [ "$(date +%s)" -lt "$deadline" ] || { echo "They do not know it in time: $answer"; exit 1; }
    sleep 1
done
echo "$answer"

echo "Having it forgotten"
call --request DELETE "$GATEWAY_URL/v1/accounts/$account"
echo
