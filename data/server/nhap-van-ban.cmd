@echo off
rem Tha tep van ban (docx, pdf, odt, txt) vao bieu tuong nay de luu vao so.
rem Sua hai dong duoi cho dung may chu va tep khoa. Co PuTTY thi dung plink, khong thi dung ssh cua Windows.
set "MAYCHU=dondoc@may-chu"
set "KHOA=%USERPROFILE%\dondoc.ppk"
chcp 65001 >nul
if "%~1"=="" (
  echo Hay tha mot tep van ban vao bieu tuong nay.
  pause
  exit /b 1
)
where plink >nul 2>nul
if errorlevel 1 (
  ssh -T "%MAYCHU%" "import - --yes" <"%~1"
) else (
  plink -batch -T -i "%KHOA%" "%MAYCHU%" "import - --yes" <"%~1"
)
if errorlevel 1 echo Chua luu. Doc dong tren; co the mo man hinh dondoc roi dan van ban vao.
pause
