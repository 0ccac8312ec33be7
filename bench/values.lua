-- Each request sends the bare view one value to store.
dofile("bench/figures.lua")

wrk.method = "POST"
wrk.body = "value=45"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
