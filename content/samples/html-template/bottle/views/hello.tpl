<!doctype html>
<html lang="en">
  <title>Greeting</title>
  <h1>Hello, {{ name }}!</h1>
</html>
