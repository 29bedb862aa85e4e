#!/usr/bin/env bash
# Makes the sample of orders from the UCI Online Retail file (2010-12 to 2011-10): every row of about one account in
# eleven, picked by a hash of its id, of the accounts that ordered on the file's last day (so that the sample ends when
# the file does), and of the account that the documentation shows. The same input gives the same rows.
#
# Usage: slice.sh orders-2010-12-to-2011-10.csv.gz > ../resources/sample/orders.csv.gz
set -euo pipefail

gzip -dc "$1" | awk -F, '
    # Descriptions may hold quoted commas, so columns are counted from the right: …,InvoiceDate,UnitPrice,CustomerID,Country
    NR == 1 { header = $0; next }
    {
        account = $(NF - 1)
        sub(/\.0$/, "", account)
        if (account == "") next
        day = substr($(NF - 3), 1, 10)
        if (day > last) { last = day; split("", ends) }
        if (day == last) ends[account] = 1
        row[++rows] = $0
        owner[rows] = account
    }
    END {
        print header
        for (i = 1; i <= rows; i++) {
            account = owner[i]
            if ((account * 7919) % 11 == 5 || account in ends || account == 12583) print row[i]
        }
    }
' | gzip -9n
