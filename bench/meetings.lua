-- Each request logs a meeting of its own: another unit, day or kind each time, under a key of its own.
-- Its days lie long ago, may hold a meeting already, and few came before: what is asked about is answered beforehand.
-- Arguments: a file of lines (a word, then its values, tab between), and the number of this run.
dofile("bench/figures.lua")

local threads, THREADS, A_RUN = 0, 2, 20000
local people, days, types = {}, {}, {}
local count, run

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do
    local what, first, second = line:match("^(%S+)\t([^\t]*)\t?(.*)$")
    if what == "person" then table.insert(people, { cookie = first, token = second }) end
    if what == "day" then table.insert(days, first) end
    if what == "type" then table.insert(types, first) end
  end
  run = tonumber(args[2])
  count = run * A_RUN + id
end

function request()
  count = count + THREADS
  local person = people[count % #people + 1]
  local turn = math.floor(count / #people)
  local day = days[turn % #days + 1]
  local kind = types[math.floor(turn / #days) % #types + 1]
  local key = string.format("bench-run-%03d-%010d", run, count)
  local attending = 141 + count % 59
  local answered = "&confirmed=late/" .. day .. "&confirmed=duplicate/" .. kind .. "/" .. day
    .. "&confirmed=jump/" .. kind .. "/luot_nguoi_du/" .. attending
  local body = "csrf_token=" .. person.token .. "&key=" .. key .. "&held_on=" .. day .. "&day=&month=11&year=2026"
    .. "&luot_nguoi_du=" .. attending .. "&type=" .. kind .. "&topics=bdhvs&topics=dvc&so_buoi=1"
    .. "&note=&difficulty=&difficulty_category=" .. answered
  local headers = { ["Cookie"] = person.cookie, ["Content-Type"] = "application/x-www-form-urlencoded" }
  return wrk.format("POST", "/nhat-ky/ghi/hop", headers, body)
end
